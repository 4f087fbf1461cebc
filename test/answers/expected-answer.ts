import assert from 'node:assert/strict';
import type {Reading} from '../../source/task/reading.js';
import {isSettled, type Output} from '../../source/task/task.js';
import type {AnswerFixture, ExpectedOutput} from '../providers/answer-fixture.js';

/** An output in the words of the fixtures, which write a file that came itself as its bytes. */
const asExpected = ({place}: Output, expected: ExpectedOutput | undefined): ExpectedOutput => {
	switch (place.type) {
		case 'url': {
			return place.url;
		}

		case 'file': {
			return {file_id: place.fileId};
		}

		case 'content': {
			// An address on the origin of the API is written as a link, or as that of an answer.
			if (place.url !== undefined) {
				const isAnswer = typeof expected === 'object' && 'response_url' in expected;
				return isAnswer ? {response_url: place.url} : place.url;
			}

			return typeof expected === 'object' && 'bytes' in expected ? {bytes: true} : {content_path: place.path};
		}

		case 'unkept': {
			return assert.fail(place.reason);
		}

		case 'kept':
		case 'inline': {
			return {base64: true, mime: place.mime ?? ''};
		}
	}
};

/** A time that the page does not tell may be told or not. */
const timeOf = (told: string | undefined, read: number | undefined): number | undefined =>
	told === undefined ? read : Date.parse(told);

/**
See that a reading is what the fixture expects.
*/
export const checkReading = ({answer, problem}: Reading, {expect}: AnswerFixture): void => {
	const phase = answer?.phase ?? 'unknown';
	assert.deepEqual(
		{
			phase,
			terminal: isSettled(phase),
			outputs: (answer?.outputs ?? []).map((output, index) => asExpected(output, expect.outputs[index])),
			width: answer?.width ?? null,
			height: answer?.height ?? null,
			duration: answer?.durationSeconds ?? null,
			progress: answer?.progress ?? null,
			createdAt: answer?.createdAt,
			finishedAt: answer?.finishedAt,
			pollError: problem?.state,
		},
		{
			phase: expect.phase,
			terminal: expect.terminal,
			outputs: expect.outputs,
			width: expect.width,
			height: expect.height,
			duration: expect.duration,
			progress: expect.progress,
			createdAt: timeOf(expect.createdAt, answer?.createdAt),
			finishedAt: timeOf(expect.finishedAt, answer?.finishedAt),
			pollError: expect.poll_error,
		},
	);
	if (expect.error_contains === null) {
		assert.equal(answer?.error, undefined);
	} else {
		assert.ok(`${answer?.error}\n${problem?.message}`.includes(expect.error_contains));
	}
};
