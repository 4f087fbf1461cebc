import type {TaskId} from '../task/task.js';
import type {TaskEvent} from '../task/task-event.js';
import type {Timings} from '../task/timing.js';
import type {AppState} from './app-store.js';

/**
What a list remembers from one start to the next besides its tasks and their files.
*/
export type Memory = {
	/** The marked tasks. */
	readonly marks?: readonly TaskId[];
	readonly timings?: Timings;
};

/**
What is new of it; what is absent is as it was.
*/
export type MemoryChange = Memory & {
	/** What has happened, to be kept behind what happened before. */
	readonly events?: readonly TaskEvent[];
};

const isSameSet = <Item>(one: ReadonlySet<Item>, other: ReadonlySet<Item>): boolean =>
	one === other || (one.size === other.size && one.isSubsetOf(other));

/**
What is to be remembered after a change of the store.

@param events - What has happened and is not written yet.
*/
export const memoryChange = (
	before: AppState,
	after: AppState,
	events: readonly TaskEvent[],
): MemoryChange | undefined => {
	const change: MemoryChange = {
		...(events.length > 0 && {events}),
		...(!isSameSet(before.marks, after.marks) && {marks: [...after.marks]}),
		...(before.timings !== after.timings && {timings: after.timings}),
	};
	return Object.keys(change).length === 0 ? undefined : change;
};
