import assert from 'node:assert/strict';
import {PassThrough} from 'node:stream';
import {test} from 'node:test';
import type {KeySource} from '../../source/platform/key-source.js';
import {idInputOf, readPipedIds} from '../../source/subcommands/id-input.js';
import {UsageError} from '../../source/task/errors.js';

const inputOf = (
	words: readonly string[],
	{isAll = false, isTTY = false, keyPath = ''}: {isAll?: boolean; isTTY?: boolean; keyPath?: string} = {},
) => {
	const key: KeySource | undefined = keyPath === '' ? undefined : {type: 'file', path: keyPath};
	const {named, isPiped} = idInputOf('wait', words, {account: {key}, isAll}, {stdin: {isTTY} as NodeJS.ReadStream});
	return [named.ids, isPiped];
};

const namesNone = new UsageError(
	'Name task IDs (taskwatch wait ID …), pipe a text with IDs in (my-generator | taskwatch wait -), or take the watch list (taskwatch wait --all).',
);

test('named tasks are taken as they are, and standard input with them where a dash asks for it', () => {
	assert.deepEqual(inputOf(['1', 'wait']), [['1', 'wait'], false]);
	assert.deepEqual(inputOf(['1', '-', '2']), [['1', '2'], true]);
	assert.deepEqual(inputOf(['1'], {isTTY: true}), [['1'], false]);
});

test('where nothing is named standard input names the tasks, unless the watch list does', () => {
	assert.deepEqual(inputOf([]), [[], true]);
	assert.deepEqual(inputOf([], {isAll: true}), [[], false]);
	assert.deepEqual(inputOf(['-'], {isAll: true}), [[], true]);
});

test('a keyboard is not read for tasks, and it is said how to name some', () => {
	for (const words of [[], ['-'], ['1', '-']]) {
		assert.throws(() => inputOf(words, {isTTY: true}), namesNone);
	}
});

test('standard input that holds the token holds no tasks', () => {
	assert.throws(
		() => inputOf(['-'], {keyPath: '-'}),
		new UsageError('Standard input cannot hold both the token and the task IDs: keep the token in a file.'),
	);
	assert.throws(() => inputOf([], {keyPath: '-'}), namesNone);
	assert.deepEqual(inputOf(['1'], {keyPath: '-'}), [['1'], false]);
	assert.deepEqual(inputOf(['-'], {keyPath: '/token'}), [[], true]);
});

test('a pipe tells its tasks as they come, with the text that they are in, until it ends or nobody listens', async () => {
	const stdin = new PassThrough();
	const controller = new AbortController();
	const found: unknown[] = [];
	const reading = readPipedIds(stdin as unknown as NodeJS.ReadStream, controller.signal, each => found.push(each));

	stdin.write('nothing\ntask 817971131377016832\n');
	await new Promise(setImmediate);
	assert.deepEqual(found, [{ids: ['817971131377016832'], text: 'nothing\ntask 817971131377016832'}]);
	stdin.write('809413373237157888');
	controller.abort();
	await reading;

	assert.equal(found.length, 1);
});
