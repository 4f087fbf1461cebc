import {join} from 'node:path';
import type {OwnedList, Rescue} from '../store/list-file.js';
import {isDamage} from './list-damage.js';
import {openTables} from './list-tables.js';
import {makePrivateFolder} from './private-files.js';
import {rescueList} from './rescue-list.js';

/**
Open the watch list that is kept in a folder, which is made where it is not there, for its user alone. A damaged file is put aside, and what can still be read of it comes into a new one, together with what only the latest backup has.

@param now - Milliseconds since the Unix epoch.
@throws when the folder or the database cannot be used, is open to other users, or was written by a newer version.
*/
export const openWatchDatabase = (folder: string, now: number): OwnedList => {
	makePrivateFolder(folder);
	const path = join(folder, 'state.db');
	let rescue: Rescue | undefined;

	const startAnew = (): OwnedList => {
		const {path: aside, keptCount, restoredCount, brokenCount, watches, ...kept} = rescueList(path, now);
		const fresh = openTables(path, now);
		fresh.save({...kept, put: watches.map((watch, position) => ({watch, position})), drop: []});
		rescue = {path: aside, keptCount, restoredCount, brokenCount};
		return fresh;
	};

	const orMended = <Result>(work: () => Result, mend: () => Result): Result => {
		try {
			return work();
		} catch (error) {
			if (!isDamage(error) || rescue) {
				throw error;
			}

			return mend();
		}
	};

	let list = orMended(() => openTables(path, now), startAnew);

	return {
		owner: {
			requestsAfter: last => list.owner.requestsAfter(last),
			onOtherWrites: tell => list.owner.onOtherWrites(tell),
			settleIn: () => list.owner.settleIn(),
		},

		load() {
			const loaded = orMended(
				() => list.load(),
				() => {
					list.close();
					list = startAnew();
					return list.load();
				},
			);
			return {...loaded, ...(rescue && {rescue})};
		},

		save: change => list.save(change),
		history: id => list.history(id),
		close: () => list.close(),
	};
};
