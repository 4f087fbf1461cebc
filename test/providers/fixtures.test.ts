import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {isSettled, type Output} from '../../source/task/task.js';
import {answerNames, type ExpectedOutput, loadAnswer, rawReplyOf} from './answer-fixture.js';

/**
An output in the words of the fixtures. They write the address of a file that the API keeps as a link, and a file that came itself as its bytes.
*/
const asExpected = ({place}: Output, expected: ExpectedOutput | undefined): ExpectedOutput => {
	switch (place.type) {
		case 'url': {
			return place.url;
		}

		case 'file': {
			return {file_id: place.fileId};
		}

		case 'content': {
			if (place.url !== undefined) {
				return typeof expected === 'string' ? place.url : {response_url: place.url};
			}

			return typeof expected === 'object' && 'bytes' in expected ? {bytes: true} : {content_path: place.path};
		}

		case 'inline': {
			return {base64: true, mime: place.mime ?? ''};
		}
	}
};

test('there are documented answers to read', () => {
	assert.ok(answerNames.length >= 91);
});

for (const name of answerNames) {
	test(`the documented answer ${name} is read as documented`, () => {
		const fixture = loadAnswer(name);
		const {expect} = fixture;

		const {answer, problem} = readReply(rawReplyOf(fixture));

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
				pollError: expect.poll_error,
			},
		);
		if (expect.createdAt !== undefined) {
			assert.equal(answer?.createdAt, Date.parse(expect.createdAt));
		}

		if (expect.finishedAt !== undefined) {
			assert.equal(answer?.finishedAt, Date.parse(expect.finishedAt));
		}

		if (expect.follow_up !== undefined) {
			const place = answer?.outputs[0]?.place;
			const asked = place?.type === 'content' ? place.path : place?.type === 'file' ? place.fileId : 'nothing';
			assert.ok(expect.follow_up.path.endsWith(asked));
		}

		if (expect.error_contains === null) {
			assert.equal(answer?.error, undefined);
		} else {
			assert.ok(`${answer?.error}\n${problem?.message}`.includes(expect.error_contains));
		}
	});
}
