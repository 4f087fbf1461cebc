import {openList} from '../open-list.js';
import {damageText} from '../store/damage-text.js';
import type {ListEvent} from '../store/events.js';
import type {ListFile} from '../store/list-file.js';
import type {Download} from '../task/download.js';
import type {TaskId} from '../task/task.js';
import type {Watch} from '../task/watch.js';

/** The watch list as a command sees it that asks about tasks without putting any on it. */
export type ListVisit = {
	readonly watches: ReadonlyMap<TaskId, Watch>;
	readonly downloads: readonly Download[];
	/** What the user is told of it; absent where it is whole. */
	readonly damage: string | undefined;
	/** Write down what happened to the tasks on the list: what the service said of them, and what was saved. */
	readonly record: (events: readonly ListEvent[]) => void;
	/** @returns Why something could not be written down, if so. */
	readonly close: () => string | undefined;
};

/**
@throws {UsageError} when the list cannot be opened.
*/
export const visitList = (
	stateFolder: string,
	open: (folder: string) => ListFile = folder => openList(folder, 'guest', Date.now()),
): ListVisit => {
	const list = open(stateFolder);
	const loaded = list.load();
	const watches = new Map(loaded.watches.map(watch => [watch.id, watch]));
	const positions = new Map(loaded.watches.map(({id}, position) => [id, position]));
	let problem: string | undefined;

	return {
		watches,
		downloads: loaded.downloads,
		damage: damageText(loaded),

		record(events) {
			const own = events.filter(({watch}) => watches.has(watch.id));
			const change = {
				put: own
					.filter(({type}) => type === 'phase')
					.map(({watch}) => ({watch, position: positions.get(watch.id) ?? 0})),
				drop: [],
				downloads: own.flatMap(event => (event.type === 'saved' ? [event.download] : [])),
			};
			try {
				if (change.put.length + change.downloads.length > 0) {
					list.save(change);
				}
			} catch (error) {
				problem = (error as Error).message;
			}
		},

		close() {
			list.close();
			return problem;
		},
	};
};
