import {createHash, type Hash} from 'node:crypto';
import type {FileHandle} from 'node:fs/promises';

const bufferBytes = 1024 * 1024;

export type FileWriter = {
	/** Collects chunks and writes them a mebibyte at a time. */
	readonly write: (chunk: Uint8Array) => Promise<void>;
	/** Write what is still held. */
	readonly flush: () => Promise<void>;
	/** Forget all bytes taken, on the disk too. */
	readonly restart: () => Promise<void>;
	/** How many bytes were taken. */
	readonly byteCount: () => number;
	/** The SHA-256 of all bytes taken, in hexadecimal. */
	readonly sha256: () => string;
};

/** What is in a file already. */
export type Written = {
	readonly bytes: number;
	/** Has taken these bytes. */
	readonly hash: Hash;
};

export const nothingWritten = (): Written => ({bytes: 0, hash: createHash('sha256')});

/**
Write to the end of a file.
*/
export const createFileWriter = (
	handle: Pick<FileHandle, 'write' | 'truncate'>,
	{bytes, hash: before}: Written = nothingWritten(),
): FileWriter => {
	let hash = before;
	let held: Uint8Array[] = [];
	let heldBytes = 0;
	let writtenBytes = bytes;

	const flush = async (): Promise<void> => {
		const block = Buffer.concat(held);
		let offset = 0;
		try {
			// The system may write less than it was given without calling that an error.
			while (offset < block.length) {
				const {bytesWritten} = await handle.write(block, offset, block.length - offset, writtenBytes);
				offset += bytesWritten;
				writtenBytes += bytesWritten;
			}
		} finally {
			// What a full disk did not take is written once there is room: it was counted, and is in the hash.
			held = offset < block.length ? [block.subarray(offset)] : [];
			heldBytes = block.length - offset;
		}
	};

	return {
		async write(chunk) {
			if (heldBytes >= bufferBytes) {
				await flush();
			}

			hash.update(chunk);
			held.push(chunk);
			heldBytes += chunk.length;
			if (heldBytes >= bufferBytes) {
				await flush();
			}
		},

		flush,

		async restart() {
			// First, so that what cannot be removed is not taken for gone.
			await handle.truncate(0);
			({hash} = nothingWritten());
			held = [];
			heldBytes = 0;
			writtenBytes = 0;
		},

		byteCount: () => writtenBytes + heldBytes,
		sha256: () => hash.copy().digest('hex'),
	};
};
