import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isSameAnswer} from '../../source/task/same-answer.js';
import type {TaskAnswer} from '../../source/task/task.js';

const answer = (...files: readonly string[]): TaskAnswer => ({
	family: 'jimeng',
	phase: 'succeeded',
	outputs: files.map(base64 => ({kind: 'image', place: {type: 'inline', base64}})),
});

test('answers that say the same are the same', () => {
	assert.equal(isSameAnswer(answer('AAAA', 'BBBB'), answer('AAAA', 'BBBB')), true);
	assert.equal(isSameAnswer(undefined, undefined), true);
});

test('another word, another file or one more is another answer', () => {
	const one = answer('AAAA', 'BBBB');

	assert.deepEqual(
		[
			isSameAnswer(one, {...one, phase: 'failed'}),
			isSameAnswer(one, answer('AAAA', 'AAAA')),
			isSameAnswer(one, answer('AAAA', 'BBBB', 'CCCC')),
			isSameAnswer(one, undefined),
			isSameAnswer(undefined, one),
		],
		[false, false, false, false, false],
	);
});
