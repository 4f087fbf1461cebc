import {constants} from 'node:fs';
import {type FileHandle, lstat, open} from 'node:fs/promises';
import {errorCode} from './disk-error.js';
import {type FileIdentity, identityOf, isOwnFile, isSameFile} from './file-identity.js';
import {createFileWriter, type FileWriter, nothingWritten} from './file-writer.js';
import {sampleBytes} from './media-extension.js';
import type {PartRecord} from './part-record.js';
import {withFreeName} from './place-file.js';
import {readAt} from './read-at.js';
import {hashBytes, noFollow} from './saved-file.js';

/**
A part file that is open.
*/
export type OpenPart = {
	readonly path: string;
	readonly identity: FileIdentity;
	readonly handle: FileHandle;
	readonly writer: FileWriter;
	/** Its first bytes, `sampleBytes` of them or all. */
	readonly sample: Buffer;
};

/** What `open` would say, told before anything is noted of a file of somebody else. */
const refuseTaken = async (path: string): Promise<void> => {
	const stats = await lstat(path).catch((error: unknown) => {
		if (errorCode(error) !== 'ENOENT') {
			throw error;
		}
	});
	if (stats) {
		throw Object.assign(new Error(`${path} is there already`), {code: 'EEXIST'});
	}
};

/**
Make a part file anew, so that what stands there already is neither written to nor followed.

@param onName - Told of its path before it is made.
*/
export const makePart = async (folder: string, stem: string, onName: (path: string) => void): Promise<OpenPart> => {
	return withFreeName({folder, stem, extension: 'part'}, async path => {
		await refuseTaken(path);
		onName(path);
		const handle = await open(path, 'wx+');
		const identity = identityOf(await handle.stat({bigint: true}));
		return {path, identity, handle, writer: createFileWriter(handle), sample: Buffer.alloc(0)};
	});
};

const read = async (
	handle: FileHandle,
	{path, identity, offsetBytes}: PartRecord,
	signal: AbortSignal,
): Promise<OpenPart | undefined> => {
	const stats = await handle.stat({bigint: true});
	const isOurs = isOwnFile(stats) && (identity ? isSameFile(stats, identity) : stats.size === 0n);
	if (!isOurs) {
		return undefined;
	}

	// A file that is shorter than it was is not what was written.
	const bytes = Number(stats.size) < offsetBytes ? 0 : offsetBytes;
	await handle.truncate(bytes);
	const written = bytes === 0 ? nothingWritten() : {bytes, hash: await hashBytes(handle, bytes, signal)};
	const sample = await readAt({handle, bytes}, 0, Math.min(bytes, sampleBytes));
	return {path, identity: identityOf(stats), handle, writer: createFileWriter(handle, written), sample};
};

/** What `open` says where there is no file of ours: none at all, or a link. */
const goneCodes: ReadonlySet<string | undefined> = new Set(['ENOENT', 'ELOOP', 'EISDIR', 'ENOTDIR']);

/**
Open the part file that was noted, with as many of its bytes as are certain.

@param signal - Once aborted, the part is good for nothing but to be kept or discarded: not all of it was read.
@returns `undefined` where it is not there any more, or may be another's.
@throws when it cannot be read or written for now.
*/
export const reopenPart = async (record: PartRecord, signal: AbortSignal): Promise<OpenPart | undefined> => {
	const handle = await open(record.path, constants.O_RDWR | noFollow).catch((error: unknown) => {
		if (goneCodes.has(errorCode(error))) {
			return undefined;
		}

		throw error;
	});
	const part =
		handle &&
		(await read(handle, record, signal).catch(async (error: unknown) => {
			await handle.close();
			throw error;
		}));
	if (!part) {
		await handle?.close();
	}

	return part;
};
