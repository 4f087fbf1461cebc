import {createHash, type Hash} from 'node:crypto';
import {constants} from 'node:fs';
import {open, readdir} from 'node:fs/promises';
import path from 'node:path';
import type {SavedFile} from '../engine/ports.js';
import {type Readable, readAt} from './read-at.js';

const blockBytes = 1024 * 1024;

/** Windows does not know the flag, and makes no links unasked. */
export const noFollow = constants.O_NOFOLLOW ?? 0;

/**
Let a hash take the first bytes of a file: all of them, unless it is broken off.
*/
export const hashBytes = async (handle: Readable['handle'], bytes: number, signal: AbortSignal): Promise<Hash> => {
	const hash = createHash('sha256');
	for (let position = 0; position < bytes && !signal.aborted; position += blockBytes) {
		hash.update(await readAt({handle, bytes}, position, Math.min(blockBytes, bytes - position)));
	}

	return hash;
};

const isIt = async (file: string, {bytes, sha256}: Omit<SavedFile, 'path'>, signal: AbortSignal): Promise<boolean> => {
	const handle = await open(file, constants.O_RDONLY | noFollow);
	try {
		const stats = await handle.stat();
		return stats.isFile() && stats.size === bytes && (await hashBytes(handle, bytes, signal)).digest('hex') === sha256;
	} finally {
		await handle.close();
	}
};

/** What follows on the stem in a name of ours. */
const ending = /^(?: \(unverified\))?(?: \(\d{1,2}\))?\.(?!part$)[a-z0-9]{1,5}$/v;

/**
Look for a file that was to get one of the names of a stem.

@param whole - What the file is known by.
@throws The signal's reason when it is aborted.
*/
export const findSaved = async (
	{folder, stem}: {readonly folder: string; readonly stem: string},
	whole: Omit<SavedFile, 'path'>,
	signal: AbortSignal,
): Promise<SavedFile | undefined> => {
	const names = await readdir(folder).catch(() => []);
	for (const name of names.filter(each => each.startsWith(stem) && ending.test(each.slice(stem.length)))) {
		const file = path.join(folder, name);
		// What cannot be read is not known to be it.
		if (await isIt(file, whole, signal).catch(() => false)) {
			return {path: file, ...whole};
		}

		signal.throwIfAborted();
	}

	return undefined;
};
