import {createHash, randomUUID} from 'node:crypto';
import {constants} from 'node:fs';
import {type FileHandle, open, rename, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {reserveOf} from '../engine/disk-gate.js';
import type {OpenKept} from '../engine/ports.js';
import {DownloadError} from '../task/errors.js';
import {type AnswerFolder, answerFile, unfinishedPrefix} from './answer-folder.js';
import {createLookAtDisk} from './disk-space.js';
import {createFileWriter} from './file-writer.js';
import type {PartialFile} from './partial-file.js';
import {readAt} from './read-at.js';
import {noFollow} from './saved-file.js';

const largestBytes = 512 * 1024 ** 2;
/** How much is written between two looks at the disk. */
const lookBytes = 16 * 1024 ** 2;
const blockBytes = 1024 ** 2;

/**
A file that is being taken out of an answer.
*/
export type AnswerFile = {
	/** @throws {Error} that says why no more can be written. */
	readonly write: (bytes: Uint8Array) => Promise<void>;
	/**
	Put it with those that are kept.

	@returns Its SHA-256, by which it is opened again.
	*/
	readonly keep: () => Promise<string>;
	/** Remove it, unless it is kept. Never throws. */
	readonly discard: () => Promise<void>;
};

/**
The files that answers held. Each is called by its SHA-256, so that one that comes again is there once.
*/
export type AnswerFiles = {
	/** @throws {Error} that says why none can be made. */
	readonly make: () => Promise<AnswerFile>;
	readonly openKept: OpenKept;
	/**
	@param work - The file is open for as long as it takes.
	@throws {DownloadError} `link` when the file is not there.
	*/
	readonly read: <Result>(sha256: string, work: (file: PartialFile) => Promise<Result>) => Promise<Result>;
};

async function* verified(handle: FileHandle, bytes: number, sha256: string): AsyncGenerator<Uint8Array> {
	const hash = createHash('sha256');
	try {
		for (let position = 0; position < bytes; position += blockBytes) {
			const block = await readAt({handle, bytes}, position, blockBytes);
			hash.update(block);
			yield block;
		}
	} finally {
		await handle.close();
	}

	if (hash.digest('hex') !== sha256) {
		throw new DownloadError('link', 'The file of the answer is damaged');
	}
}

/**
@param lookAtDisk - Tells how much room there is for a folder.
*/
export const createAnswerFiles = (
	{path}: Pick<AnswerFolder, 'path'>,
	{maxBytes = largestBytes, lookAtDisk = createLookAtDisk} = {},
): AnswerFiles => {
	const openFile = async (sha256: string): Promise<FileHandle> => {
		try {
			return await open(answerFile(path(), sha256), constants.O_RDONLY | noFollow);
		} catch (cause) {
			throw new DownloadError('link', 'The file of the answer is no longer there', {cause});
		}
	};

	const make = async (): Promise<AnswerFile> => {
		const folder = path();
		const newPath = join(folder, unfinishedPrefix + randomUUID());
		const look = lookAtDisk(folder);
		const handle = await open(newPath, 'wx', 0o600);
		const writer = createFileWriter(handle);
		let nextLookBytes = 0;
		let isKept = false;

		const ensureRoom = async (): Promise<void> => {
			const disk = await look();
			if (disk.freeBytes < reserveOf(disk) + lookBytes) {
				throw new Error(`too little space is left for ${folder}; free some, then press d`);
			}

			nextLookBytes = writer.byteCount() + lookBytes;
		};

		return {
			async write(bytes) {
				if (writer.byteCount() + bytes.length > maxBytes) {
					throw new Error(`it is larger than ${maxBytes / 1024 ** 2} MiB`);
				}

				if (writer.byteCount() >= nextLookBytes) {
					await ensureRoom();
				}

				await writer.write(bytes);
			},

			async keep() {
				await writer.flush();
				await handle.sync();
				const sha256 = writer.sha256();
				await rename(newPath, answerFile(folder, sha256));
				isKept = true;
				return sha256;
			},

			async discard() {
				await handle.close().catch(() => undefined);
				if (!isKept) {
					await rm(newPath, {force: true}).catch(() => undefined);
				}
			},
		};
	};

	return {
		make,

		async openKept(sha256) {
			const handle = await openFile(sha256);
			const {size} = await handle.stat();
			return {totalBytes: size, chunks: verified(handle, size, sha256)};
		},

		async read(sha256, work) {
			const handle = await openFile(sha256);
			try {
				const {size} = await handle.stat();
				return await work({read: async (start, length) => readAt({handle, bytes: size}, start, length)});
			} finally {
				await handle.close();
			}
		},
	};
};
