import type {ListEvent} from './store/events.js';
import type {ListFile} from './store/list-file.js';
import type {Log} from './task/log.js';
import {phaseOf} from './task/watch.js';

/** The same list, with a line in the log for what it holds at the start and for each change that is written. */
export const createLoggedList = (list: ListFile, log: Log): ListFile => ({
	...list,

	load() {
		const loaded = list.load();
		const {watches, brokenCount, rescue, saveProblem} = loaded;
		log.write(brokenCount > 0 || rescue || saveProblem !== undefined ? 'warning' : 'info', 'list_loaded', {
			taskCount: watches.length,
			brokenCount,
			movedTo: rescue?.path,
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
