import {join} from 'node:path';
import type {ListFile} from '../store/list-file.js';
import {errorCode} from './disk-error.js';
import {salvage} from './rescue-list.js';
import {openWatchDatabase} from './watch-database.js';

const unwritableCodes: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']);

/** The result codes of SQLite for a file that is read-only, on a broken or a full disk, or cannot be opened. */
const unwritableResults: ReadonlySet<unknown> = new Set([8, 10, 13, 14]);

const isUnwritable = (error: unknown): error is Error =>
	error instanceof Error &&
	(unwritableCodes.has(errorCode(error)) ||
		('errcode' in error && typeof error.errcode === 'number' && unwritableResults.has(error.errcode % 256)));

/**
Open the watch list of a folder. Where it cannot be written, what can be read of it is loaded, and with each change it is tried again.

@param now - Milliseconds since the Unix epoch.
@throws when the list is in use, was written by a newer version, or its place is no folder.
*/
export const openWatchList = (folder: string, now: number, open = openWatchDatabase): ListFile => {
	try {
		return open(folder, now);
	} catch (error) {
		if (!isUnwritable(error)) {
			throw error;
		}

		let list: ListFile | undefined;
		const openAgain = (): ListFile => {
			const opened = open(folder, now);
			// Numbers its rows, as the places of the change count on it.
			opened.load();
			return opened;
		};

		return {
			load: () => ({...salvage(join(folder, 'state.db')), saveProblem: error.message}),

			save(change) {
				list ??= openAgain();
				list.save(change);
			},

			history: id => list?.history(id) ?? [],
			close: () => list?.close(),
		};
	}
};
