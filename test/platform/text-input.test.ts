import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Readable} from 'node:stream';
import {type TestContext, test} from 'node:test';
import {readAll, readTokenFile} from '../../source/platform/text-input.js';
import {UsageError} from '../../source/task/errors.js';

const fileOf = (context: TestContext, content: string): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	const file = path.join(folder, 'token');
	writeFileSync(file, content);
	return file;
};

test('a stream is read to its end, also where a chunk ends within a character', async () => {
	const bytes = Buffer.from('314052875571396 雨夜\n');
	const chunks = [bytes.subarray(0, 17), bytes.subarray(17, 20), bytes.subarray(20)];

	assert.equal(await readAll(Readable.from(chunks)), '314052875571396 雨夜\n');
	assert.equal(await readAll(Readable.from([])), '');
});

test('a token is what a file holds, without the white space around it', context => {
	assert.equal(readTokenFile(fileOf(context, '\n  sk-abc\r\n')), 'sk-abc');
});

test('a token file that holds nothing is refused', context => {
	const file = fileOf(context, ' \n');

	assert.throws(() => readTokenFile(file), new UsageError(`The token file ${file} is empty.`));
});

test('a token file that cannot be read is refused with the reason', context => {
	const file = `${fileOf(context, 'sk-abc')}-elsewhere`;

	assert.throws(() => readTokenFile(file), {
		name: 'UsageError',
		message: `The token file ${file} cannot be read: ENOENT.`,
	});
	assert.throws(() => readTokenFile(path.dirname(file)), {
		message: `The token file ${path.dirname(file)} cannot be read: EISDIR.`,
	});
});
