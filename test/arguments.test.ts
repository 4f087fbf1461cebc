import assert from 'node:assert/strict';
import {test} from 'node:test';
import {taskIdsOf} from '../source/arguments.js';
import {UsageError} from '../source/task/errors.js';

const read = (...words: readonly string[]) => taskIdsOf(words);
const readAfterCommand = (...words: readonly string[]) => taskIdsOf(words, true);

test('identifiers are taken as they are, in their order', () => {
	const ids = ['314052875571396', '14117763723766220057', 'cgt-20250702010712-qm644'];

	assert.deepEqual(read(...ids), ids);
});

test('an identifier is picked out of a link', () => {
	assert.deepEqual(read('https://api.gpt.ge/task/314052875571396'), ['314052875571396']);
});

test('one argument may hold several', () => {
	assert.deepEqual(read('314052875571396, 314052875571397\n314052875571398'), [
		'314052875571396',
		'314052875571397',
		'314052875571398',
	]);
});

test('an identifier that looks like none of a known service is taken, as it was given on purpose', () => {
	assert.deepEqual(read('job-7'), ['job-7']);
});

test('a word is more likely a misspelt command, and is refused', () => {
	assert.throws(() => read('314052875571396', 'dmeo'), new UsageError('“dmeo” is no task ID.'));
});

test('what names no task is refused', () => {
	assert.throws(() => read('https://example.test/'), new UsageError('There is no task ID in “https://example.test/”.'));
	assert.throws(() => read(''), new UsageError('There is no task ID in “”.'));
});

test('a service and more may stand before an identifier, which stays as it was given', () => {
	const ids = [
		'kling/text2video:ID_1',
		'fal/owner/app:764cabcf',
		'gptge/sora:sora-2:task_01k',
		'veo3.1-fast:1770-trii',
	];

	assert.deepEqual(read(...ids), ids);
	assert.deepEqual(readAfterCommand(...ids), ids);
});

test('the words of an identifier are not taken for several, and none is left out', () => {
	const ids = ['a/b@c', 'models/veo-3/operations/op-1', '0012', '1e5'];

	assert.deepEqual(readAfterCommand(...ids), ids);
});

test('after a command nothing is meant as one', () => {
	assert.deepEqual(readAfterCommand('demo', 'abc'), ['demo', 'abc']);
});

test('after a command, too, an identifier is picked out of a link or a text, and what names none is refused', () => {
	assert.deepEqual(readAfterCommand('https://api.gpt.ge/task/314052875571396'), ['314052875571396']);
	assert.deepEqual(readAfterCommand('{"task_id": "314052875571396"}'), ['314052875571396']);
	assert.throws(() => readAfterCommand(''), new UsageError('There is no task ID in “”.'));
	assert.throws(
		() => readAfterCommand('https://example.test/'),
		new UsageError('There is no task ID in “https://example.test/”.'),
	);
});

test('no arguments name no tasks', () => {
	assert.deepEqual(read(), []);
});
