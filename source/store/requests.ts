import type {StateCreator} from 'zustand/vanilla';
import {counted} from '../task/counted.js';
import {withRequest} from '../task/list-request.js';
import {afterRemoval} from './after-removal.js';
import type {AppState} from './app-store.js';
import {type Change, withChanges} from './history.js';
import type {PendingRequests} from './list-file.js';

export type RequestsSlice = {
	/** The number of the last request of another program that is in the list. */
	readonly takenRequests: number;

	/** Do what other programs ask for, so that it can be undone, and tell of it. */
	readonly takeIn: (pending: PendingRequests) => void;
};

/** What the user is told; `undefined` where it was nothing but the progress of tasks. */
const textOf = (addedCount: number, removedCount: number, labelCount: number): string | undefined => {
	const parts = [
		...(addedCount > 0 ? [`added ${counted(addedCount, 'task')}`] : []),
		...(removedCount > 0 ? [`took ${counted(removedCount, 'task')} off the list`] : []),
		...(labelCount > 0 ? [`changed ${counted(labelCount, 'label')}`] : []),
	];
	const undo = addedCount + removedCount > 0 ? ' Press u to undo.' : '';
	return parts.length === 0 ? undefined : `Another program ${parts.join(' and ')}.${undo}`;
};

export const createRequestsSlice: StateCreator<AppState, [], [], RequestsSlice> = (set, get) => ({
	takenRequests: 0,

	takeIn({requests, last}) {
		const before = get();
		const after = requests.reduce(withRequest, {watches: before.watches, downloads: before.downloads});
		const added = [...after.watches.keys()].filter(id => !before.watches.has(id));
		const removed = [...before.watches.values()].filter(({id}) => !after.watches.has(id));
		const labels = [...after.watches.values()].filter(
			({id, label}) => before.watches.has(id) && before.watches.get(id)?.label !== label,
		);

		const changes: readonly Change[] = [
			...(removed.length > 0 ? [{type: 'removed', watches: removed, order: [...before.watches.keys()]} as const] : []),
			...(added.length > 0 ? [{type: 'added', ids: added} as const] : []),
		];

		// In one step, so that what was asked for and that it is done are written down together.
		set({
			...after,
			...(removed.length > 0 && afterRemoval(before, new Set(removed.map(({id}) => id)))),
			changes: withChanges(before, ...changes),
			takenRequests: last,
		});
		const text = textOf(added.length, removed.length, labels.length);
		if (text !== undefined) {
			before.notify(text);
		}
	},
});
