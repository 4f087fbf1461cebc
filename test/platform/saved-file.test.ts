import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {test} from 'node:test';
import type {Readable} from '../../source/platform/read-at.js';
import {hashBytes} from '../../source/platform/saved-file.js';

const mebibyte = 1024 * 1024;

/** A file of zeros that tells of each block that is read. */
const fileOfZeros = (onRead: (blockCount: number) => void): Readable['handle'] => {
	let blockCount = 0;
	const read = async (buffer: Buffer, _offset: number, length: number) => {
		blockCount++;
		onRead(blockCount);
		return {bytesRead: length, buffer};
	};
	return {read} as unknown as Readable['handle'];
};

test('all bytes are hashed, block by block', async () => {
	let readCount = 0;
	const file = fileOfZeros(blockCount => {
		readCount = blockCount;
	});

	const hash = await hashBytes(file, 2 * mebibyte + 1, new AbortController().signal);

	assert.equal(
		hash.digest('hex'),
		createHash('sha256')
			.update(Buffer.alloc(2 * mebibyte + 1))
			.digest('hex'),
	);
	assert.equal(readCount, 3);
});

test('an abort breaks it off after the block that is being read', async () => {
	const leaving = new AbortController();
	let readCount = 0;
	const file = fileOfZeros(blockCount => {
		readCount = blockCount;
		if (blockCount === 2) {
			leaving.abort();
		}
	});

	await hashBytes(file, 10_000 * mebibyte, leaving.signal);

	assert.equal(readCount, 2);
});
