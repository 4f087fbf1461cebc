import assert from 'node:assert/strict';
import {PassThrough, Readable} from 'node:stream';
import {test} from 'node:test';
import {readAll, readPieces} from '../../source/platform/text-input.js';
import {UsageError} from '../../source/task/errors.js';

test('a stream is read to its end, also where a chunk ends within a character', async () => {
	const bytes = Buffer.from('314052875571396 雨夜\n');
	const chunks = [bytes.subarray(0, 17), bytes.subarray(17, 20), bytes.subarray(20)];

	assert.equal(await readAll(Readable.from(chunks)), '314052875571396 雨夜\n');
	assert.equal(await readAll(Readable.from([])), '');
});

const piecesOf = async (stream: Readable, signal: AbortSignal): Promise<readonly string[]> =>
	Array.fromAsync(readPieces(stream as unknown as NodeJS.ReadStream, signal));

const never = new AbortController().signal;

test('pieces come as they are written, none of them with half a character', async () => {
	const stream = new PassThrough();
	const pieces = readPieces(stream as unknown as NodeJS.ReadStream, never);
	const bytes = Buffer.from('雨夜');

	stream.write(bytes.subarray(0, 4));
	assert.deepEqual(await pieces.next(), {value: '雨', done: false});
	stream.end(bytes.subarray(4));
	assert.deepEqual(await pieces.next(), {value: '夜', done: false});
	assert.deepEqual(await pieces.next(), {value: undefined, done: true});
});

test('an abort ends the pieces and closes the stream, also one that came before', async () => {
	const stream = new PassThrough();
	const controller = new AbortController();
	const pieces = piecesOf(stream, controller.signal);
	stream.write('1');

	controller.abort();

	assert.ok((await pieces).length <= 1);
	assert.equal(stream.destroyed, true);
	assert.deepEqual(await piecesOf(new PassThrough(), AbortSignal.abort()), []);
});

test('a stream that cannot be read is told in a sentence', async () => {
	const stream = new PassThrough();
	stream.destroy(new Error('EISDIR: illegal operation on a directory, read'));

	await assert.rejects(
		piecesOf(stream, never),
		new UsageError('Standard input cannot be read: EISDIR: illegal operation on a directory, read'),
	);
});
