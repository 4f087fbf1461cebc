import type {StateCreator} from 'zustand/vanilla';
import type {TaskId} from '../task/task.js';
import type {TaskEvent} from '../task/task-event.js';
import type {AppState} from './app-store.js';
import {selectCursor} from './selectors.js';

export type PastSlice = {
	/** What happened to the task whose details are or were open, the latest last. */
	readonly past: {readonly id: TaskId; readonly events: readonly TaskEvent[]} | undefined;
	readonly pastRead: (id: TaskId, events: readonly TaskEvent[]) => void;
};

/**
The task whose details fill the screen.
*/
export const selectOpenId = (state: AppState): TaskId | undefined =>
	state.panel === 'details' ? selectCursor(state)?.id : undefined;

export const createPastSlice: StateCreator<AppState, [], [], PastSlice> = set => ({
	past: undefined,

	pastRead(id, events) {
		set({past: {id, events}});
	},
});
