import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {checkReading} from '../answers/expected-answer.js';
import {answerNames, loadAnswer, rawReplyOf} from './answer-fixture.js';

test('there are documented answers to read', () => {
	assert.ok(answerNames.length >= 91);
});

for (const name of answerNames) {
	test(`the documented answer ${name} is read as documented`, () => {
		const fixture = loadAnswer(name);

		const reading = readReply(rawReplyOf(fixture));

		checkReading(reading, fixture);
		const {follow_up: followUp} = fixture.expect;
		if (followUp !== undefined) {
			const place = reading.answer?.outputs[0]?.place;
			const asked = place?.type === 'content' ? place.path : place?.type === 'file' ? place.fileId : 'nothing';
			assert.ok(followUp.path.endsWith(asked));
		}
	});
}
