import {placeTasks} from '../commands/place-tasks.js';
import type {Accounts} from '../config/accounts.js';
import {placeIn} from '../config/profile-for.js';
import type {AppState, AppStore} from '../store/app-store.js';
import type {TaskId} from '../task/task.js';
import {isFinished, newWatch, type Watch} from '../task/watch.js';
import type {ListVisit} from './list-visit.js';
import type {Named} from './read-ids.js';

/** Whether a task of the watch list is meant. */
export type TakesListed = (watch: Watch, downloads: AppState['downloads']) => boolean;

/** Puts tasks into the store. Each returns those that have to be asked about. */
export type ScriptTasks = {
	/** What the list knows of a task, such as its profile, is taken from there. */
	readonly addNamed: (named: Named) => readonly TaskId[];
	/** Takes tasks from the watch list, with what was saved of them. */
	readonly addListed: () => readonly TaskId[];
	/** Those that the user named. */
	readonly namedIds: ReadonlySet<TaskId>;
};

export const createScriptTasks = (
	store: AppStore,
	accounts: Accounts,
	list: ListVisit | undefined,
	takes: TakesListed,
): ScriptTasks => {
	const namedIds = new Set<TaskId>();

	const unasked = (id: TaskId, profile: string): Watch => {
		const known = list?.watches.get(id);
		const watch = newWatch(id, known?.addedAt ?? Date.now(), known?.profile ?? profile);
		return known?.label === undefined ? watch : {...watch, label: known.label};
	};

	return {
		namedIds,

		addNamed({ids, text}) {
			const placed = placeTasks(ids, text, placeIn(accounts));
			const {watches, restore} = store.getState();
			const newIds = [...new Set(placed.ids)].filter(id => !watches.has(id));
			restore(newIds.map(id => unasked(id, placed.profileOf(id))));
			for (const id of placed.ids) {
				namedIds.add(id);
			}

			return newIds;
		},

		addListed() {
			const saved = (list?.downloads ?? []).filter(({state}) => state.type === 'saved');
			const downloads = new Map(saved.map(download => [download.key, download]));
			const taken = [...(list?.watches.values() ?? [])].filter(watch => takes(watch, downloads));
			const {restore, restoreDownloads} = store.getState();
			// First of all, so that what was saved before is no news.
			const takenIds = new Set(taken.map(({id}) => id));
			restoreDownloads([...downloads.values()].filter(({id}) => takenIds.has(id)));
			restore(taken);
			return taken.filter(watch => !isFinished(watch)).map(({id}) => id);
		},
	};
};
