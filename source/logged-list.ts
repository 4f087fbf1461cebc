import type {ListEvent} from './store/events.js';
import type {ListFile, ListOwner} from './store/list-file.js';
import type {Log} from './task/log.js';
import {phaseOf} from './task/watch.js';

const loggedOwner = (owner: ListOwner, log: Log): ListOwner => ({
	...owner,

	requestsAfter(last) {
		const pending = owner.requestsAfter(last);
		const {requests, brokenCount} = pending;
		if (requests.length > 0 || brokenCount > 0) {
			log.write(brokenCount > 0 ? 'warning' : 'info', 'requests', {
				count: requests.length,
				addedCount: requests.reduce((sum, {added}) => sum + added.length, 0),
				droppedCount: requests.reduce((sum, {dropped}) => sum + dropped.length, 0),
				brokenCount,
			});
		}

		return pending;
	},
});

/** The same list, with a line in the log for what it holds at the start and for each change that is written. */
export const createLoggedList = (list: ListFile, log: Log): ListFile => ({
	...list,
	...(list.owner && {owner: loggedOwner(list.owner, log)}),

	load() {
		const loaded = list.load();
		const {watches, brokenCount, rescue, saveProblem, isOld} = loaded;
		log.write(brokenCount > 0 || rescue || saveProblem !== undefined ? 'warning' : 'info', 'list_loaded', {
			taskCount: watches.length,
			brokenCount,
			movedTo: rescue?.path,
			isOld,
			problem: saveProblem,
		});
		return loaded;
	},

	save(change) {
		const {put, drop, downloads} = change;
		const counts = {putCount: put.length, dropCount: drop.length, downloadCount: downloads.length};
		try {
			list.save(change);
			log.write('info', 'list_saved', counts);
		} catch (error) {
			log.write('error', 'list_saved', {...counts, problem: (error as Error).message});
			throw error;
		}
	},
});

/** Writes what happens to tasks and their files into a log. */
export const logEvents = (events: readonly ListEvent[], {write}: Log): void => {
	for (const event of events) {
		const {watch} = event;
		const about = {id: watch.id, profile: watch.profile};
		if (event.type === 'saved' || event.type === 'download_failed') {
			const {state} = event.download;
			write(event.type === 'saved' ? 'info' : 'warning', event.type, {
				...about,
				...(state.type === 'saved' && {path: state.path, bytes: state.bytes}),
				...(state.type === 'failed' && {problem: state.message}),
			});
		} else if (event.type !== 'progress') {
			write('info', event.type, {...about, phase: phaseOf(watch), health: watch.health.state});
		}
	}
};
