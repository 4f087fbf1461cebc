import {join} from 'node:path';
import type {ListFile} from '../store/list-file.js';
import {isUnwritable} from './list-damage.js';
import {salvage} from './rescue-list.js';
import {openWatchDatabase} from './watch-database.js';

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
