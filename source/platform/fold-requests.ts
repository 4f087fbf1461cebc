import {listContents, withRequest} from '../task/list-request.js';
import {lockList} from './list-lock.js';
import {openWatchDatabase} from './watch-database.js';

/**
Do what was asked of a list that nobody owns. Where somebody does, it is left to that program.

@param now - Milliseconds since the Unix epoch.
*/
export const foldRequests = (folder: string, now: number): void => {
	const lock = lockList(folder, undefined, 0);
	if (!lock) {
		return;
	}

	try {
		const list = openWatchDatabase(folder, now);
		try {
			const {watches, downloads} = list.load();
			const places = new Map(watches.map(({id}, position) => [id, position]));
			const before = listContents(watches, downloads);
			const {requests, last} = list.owner.requestsAfter(0);
			const after = requests.reduce(withRequest, before);
			const put = [...after.watches.values()].filter(watch => before.watches.get(watch.id) !== watch);
			list.save({
				put: put.map((watch, index) => ({watch, position: places.get(watch.id) ?? watches.length + index})),
				drop: [...before.watches.keys()].filter(id => !after.watches.has(id)),
				downloads: [...after.downloads.values()].filter(
					download => before.downloads.get(download.key) !== download && after.watches.has(download.id),
				),
				events: requests.flatMap(({events}) => events),
				takenRequests: last,
			});
		} finally {
			list.close();
		}
	} finally {
		lock.release();
	}
};
