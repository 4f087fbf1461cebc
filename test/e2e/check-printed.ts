import assert from 'node:assert/strict';
import {readReply} from '../../source/providers/read-reply.js';
import {type AnswerFixture, type ExpectedOutput, loadAnswer, rawReplyOf} from '../providers/answer-fixture.js';
import type {PrintedAnswer, PrintedTask} from './get-answers.js';

/** Where an output is, of what `--json` prints of it. */
const placeOf = ({url, fileId, inline}: PrintedTask) => ({url, fileId, inline});

const expectedPlace = (output: ExpectedOutput) => ({
	url: typeof output === 'string' ? output : null,
	fileId: typeof output === 'object' && 'file_id' in output ? output.file_id : null,
	inline: typeof output === 'object' && 'base64' in output,
});

/** A time that the page does not tell may be printed or not. */
const timeOf = (told: string | undefined, printed: unknown): unknown =>
	told === undefined ? printed : new Date(told).toISOString();

const familyOf = (fixture: AnswerFixture): string | null => readReply(rawReplyOf(fixture)).answer?.family ?? null;

/**
See that what was printed is what the fixture expects.
*/
export const checkPrinted = ({name, fixture, provider, task, version, ...run}: PrintedAnswer): void => {
	// The end of fal's queue tells nothing but where the results are.
	const told = name === 'fal-completed.json' ? loadAnswer('fal-result-video.json') : fixture;
	const {expect} = told;
	const health = task['health'] as PrintedTask;

	assert.deepEqual(
		{
			v: version,
			exitCode: run.exitCode,
			provider: task['provider'],
			profile: task['profile'],
			family: task['family'],
			phase: task['phase'],
			health: health['state'],
			outputs: (task['outputs'] as readonly PrintedTask[]).map(placeOf),
			width: task['width'],
			height: task['height'],
			durationSeconds: task['durationSeconds'],
			progress: task['progress'],
			createdAt: task['createdAt'],
			finishedAt: task['finishedAt'],
		},
		{
			v: 1,
			exitCode: run.expectedExitCode,
			provider,
			profile: 'default',
			family: familyOf(told),
			phase: expect.phase,
			health: expect.poll_error ?? 'ok',
			outputs: expect.outputs.map(expectedPlace),
			width: expect.width,
			height: expect.height,
			durationSeconds: expect.duration,
			progress: expect.progress,
			createdAt: timeOf(expect.createdAt, task['createdAt']),
			finishedAt: timeOf(expect.finishedAt, task['finishedAt']),
		},
	);
	if (expect.error_contains === null) {
		assert.equal(task['error'], null);
	} else {
		assert.ok(`${task['error']}\n${health['message']}`.includes(expect.error_contains));
	}
};
