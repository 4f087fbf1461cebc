import type {StateCreator} from 'zustand/vanilla';
import type {TaskId} from '../task/task.js';
import type {Watch} from '../task/watch.js';
import {afterRemoval} from './after-removal.js';
import type {AppState} from './app-store.js';
import type {ProfileOf} from './watches.js';

/** A change of the watch list, with what it takes to undo it. */
export type Change =
	| {readonly type: 'added'; readonly ids: readonly TaskId[]}
	/** The whole list as it was, so that what comes back comes back to its place. */
	| {readonly type: 'removed'; readonly watches: readonly Watch[]; readonly order: readonly TaskId[]};

export type HistorySlice = {
	/** The latest change last. */
	readonly changes: readonly Change[];

	/** Put tasks on the list so that it can be undone. Returns the new ones; the cursor moves to the first of them. */
	readonly addWatches: (ids: readonly TaskId[], profileOf?: ProfileOf) => readonly TaskId[];
	readonly removeWatches: (ids: readonly TaskId[]) => void;
	/** Undo the latest change. */
	readonly undo: () => Change | undefined;
};

const maxChangeCount = 50;

/**
The changes to remember after some more of them.
*/
export const withChanges = ({changes}: AppState, ...more: readonly Change[]): readonly Change[] =>
	[...changes, ...more].slice(-maxChangeCount);

export const createHistorySlice: StateCreator<AppState, [], [], HistorySlice> = (set, get) => {
	const remember = (change: Change) => {
		set({changes: withChanges(get(), change)});
	};

	const putBack = ({watches: removed, order}: Change & {type: 'removed'}) => {
		get().restore(removed);
		const {watches} = get();
		const orderedIds = new Set([...order, ...watches.keys()]);
		set({watches: new Map([...orderedIds].flatMap(id => (watches.has(id) ? [[id, watches.get(id) as Watch]] : [])))});
	};

	return {
		changes: [],

		addWatches(ids, profileOf) {
			const newIds = get().watch(ids, get().now, profileOf);
			if (newIds.length > 0) {
				remember({type: 'added', ids: newIds});
				set({cursorId: newIds[0]});
			}

			return newIds;
		},

		removeWatches(ids) {
			const before = get();
			const {watches} = before;
			const removed = ids.flatMap(id => watches.get(id) ?? []);
			if (removed.length === 0) {
				return;
			}

			remember({type: 'removed', watches: removed, order: [...watches.keys()]});
			get().unwatch(ids);
			set(afterRemoval(before, new Set(ids)));
		},

		undo() {
			const change = get().changes.at(-1);
			if (!change) {
				return undefined;
			}

			set({changes: get().changes.slice(0, -1)});
			if (change.type === 'removed') {
				putBack(change);
				set({cursorId: change.watches[0]?.id});
				return change;
			}

			get().removeWatches(change.ids);
			// Undoing an addition is no new change.
			set({changes: get().changes.slice(0, -1)});
			return change;
		},
	};
};
