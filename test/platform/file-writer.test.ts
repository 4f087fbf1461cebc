import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import type {FileHandle} from 'node:fs/promises';
import {test} from 'node:test';
import {createFileWriter} from '../../source/platform/file-writer.js';

/**
A disk that takes a limited number of bytes at a time and remembers how many it was offered.
*/
const createDisk = (maxBytes: number) => {
	const content: number[] = [];
	const offeredBytes: number[] = [];
	const write = async (buffer: Buffer, offset: number, length: number, position: number) => {
		offeredBytes.push(length);
		const bytesWritten = Math.min(length, maxBytes);
		for (let index = 0; index < bytesWritten; index++) {
			content[position + index] = buffer[offset + index] ?? 0;
		}

		return {bytesWritten, buffer};
	};
	const truncate = async (length: number) => {
		content.length = length;
	};
	return {handle: {write, truncate} as unknown as Pick<FileHandle, 'write' | 'truncate'>, content, offeredBytes};
};

test('what the disk takes only in part is offered again until all is written', async () => {
	const {handle, content, offeredBytes} = createDisk(4);
	const writer = createFileWriter(handle);

	await writer.write(Uint8Array.from([1, 2, 3, 4, 5, 6]));
	await writer.write(Uint8Array.from([7, 8, 9]));
	await writer.flush();
	await writer.write(Uint8Array.from([10]));
	await writer.flush();

	assert.deepEqual(content, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
	assert.deepEqual(offeredBytes, [9, 5, 1, 1]);
	assert.equal(writer.byteCount(), 10);
	assert.equal(writer.sha256(), createHash('sha256').update(Uint8Array.from(content)).digest('hex'));
});

test('chunks are written a mebibyte at a time', async () => {
	const {handle, offeredBytes} = createDisk(Number.POSITIVE_INFINITY);
	const writer = createFileWriter(handle);

	for (let count = 0; count < 5; count++) {
		await writer.write(new Uint8Array(400 * 1024));
	}

	assert.deepEqual(offeredBytes, [3 * 400 * 1024]);
	assert.equal(writer.byteCount(), 5 * 400 * 1024);
});

test('after a restart nothing is left of what was taken before', async () => {
	const {handle, content} = createDisk(Number.POSITIVE_INFINITY);
	const writer = createFileWriter(handle);
	await writer.write(Uint8Array.from([1, 2, 3]));
	await writer.flush();
	await writer.write(Uint8Array.from([4]));

	await writer.restart();
	await writer.write(Uint8Array.from([5, 6]));
	await writer.flush();

	assert.deepEqual(content, [5, 6]);
	assert.equal(writer.byteCount(), 2);
	assert.equal(writer.sha256(), createHash('sha256').update(Uint8Array.from(content)).digest('hex'));
});

test('what a full disk did not take is written once there is room, and nothing is taken meanwhile', async () => {
	const {handle, content} = createDisk(Number.POSITIVE_INFINITY);
	let roomBytes = 1_500_000;
	const writer = createFileWriter({
		...handle,
		async write(buffer: Buffer, offset: number, length: number, position: number) {
			if (position === roomBytes) {
				throw new Error('ENOSPC');
			}

			return handle.write(buffer, offset, Math.min(length, roomBytes - position), position);
		},
	} as typeof handle);
	const chunk = new Uint8Array(1024 * 1024).fill(7);
	await writer.write(chunk);

	await assert.rejects(writer.write(chunk), {message: 'ENOSPC'});
	await assert.rejects(writer.flush(), {message: 'ENOSPC'});
	await writer.write(chunk).catch(() => undefined);
	await assert.rejects(writer.write(chunk), {message: 'ENOSPC'});
	const takenBytes = writer.byteCount();
	roomBytes = Number.POSITIVE_INFINITY;
	await writer.flush();

	assert.equal(takenBytes, 3 * chunk.length);
	assert.equal(content.length, takenBytes);
	assert.equal(writer.sha256(), createHash('sha256').update(Uint8Array.from(content)).digest('hex'));
});

test('what a disk does not remove stays counted', async () => {
	const {handle} = createDisk(Number.POSITIVE_INFINITY);
	const broken = {
		...handle,
		async truncate() {
			throw new Error('EIO');
		},
	};
	const writer = createFileWriter(broken);
	await writer.write(Uint8Array.from([1, 2, 3]));
	await writer.flush();

	await assert.rejects(writer.restart(), {message: 'EIO'});

	assert.equal(writer.byteCount(), 3);
});
