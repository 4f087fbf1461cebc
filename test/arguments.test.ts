import assert from 'node:assert/strict';
import {test} from 'node:test';
import {taskIdsOf} from '../source/arguments.js';
import {UsageError} from '../source/task/errors.js';

const read = (...words: readonly string[]) => taskIdsOf(words);

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

test('a word is more likely a misspelt command, and is refused with those there are', () => {
	assert.throws(
		() => read('314052875571396', 'dmeo'),
		new UsageError('“dmeo” is neither a command (demo) nor a task ID. See taskwatch --help.'),
	);
});

test('what names no task is refused', () => {
	assert.throws(() => read('https://example.test/'), new UsageError('There is no task ID in “https://example.test/”.'));
	assert.throws(() => read(''), new UsageError('There is no task ID in “”.'));
});

test('no arguments name no tasks', () => {
	assert.deepEqual(read(), []);
});
