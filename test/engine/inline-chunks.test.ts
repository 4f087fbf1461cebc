import assert from 'node:assert/strict';
import {test} from 'node:test';
import {inlineChunks} from '../../source/engine/inline-chunks.js';
import {DownloadError} from '../../source/task/errors.js';

const bytes = Buffer.from(Uint8Array.from({length: 700_001}, (_, index) => (index * 31) % 256));

test('a long text comes in slices and is the same bytes again', async () => {
	const chunks = await Array.fromAsync(inlineChunks(bytes.toString('base64')));

	assert.ok(chunks.length > 2);
	assert.deepEqual(Buffer.concat(chunks), bytes);
});

test('line breaks are passed over', async () => {
	const wrapped = bytes.toString('base64').replace(/.{76}/gv, '$&\r\n');

	assert.deepEqual(Buffer.concat(await Array.fromAsync(inlineChunks(wrapped))), bytes);
});

test('what is no base64 is said to be unreadable', async () => {
	const error = new DownloadError('content', 'The file in the answer is not readable: it is no base64');

	const slice = 256 * 1024;
	for (const text of [
		'{"error":1}',
		'<html></html>',
		'AAAAA',
		'AAA',
		'AA==AAAA',
		// The alphabet that is safe in links.
		'-_-_',
		// Padding at the end of a slice, or of one and a half, with more behind.
		`${'A'.repeat(slice - 2)}==AAAA`,
		`${'A'.repeat(slice - 3)} ==\nAAAA`,
		`${'A'.repeat(2 * slice)}!`,
	]) {
		await assert.rejects(Array.fromAsync(inlineChunks(text)), {name: error.name, message: error.message});
	}
});
