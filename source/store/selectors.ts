import {counted} from '../task/counted.js';
import {type Download, fileKey, isHeldUp, isUnderWay} from '../task/download.js';
import type {Phase, TaskId} from '../task/task.js';
import {isFinished, phaseOf, type Watch} from '../task/watch.js';
import type {AppState} from './app-store.js';
import {selectEndingCount} from './link-ends.js';

// These make new values each time: for `subscribe` and for use inside a component's body, never for `useStore` itself.

/**
Tasks that still need asking.
*/
export const selectUnfinished = ({watches}: AppState): readonly Watch[] =>
	[...watches.values()].filter(watch => !isFinished(watch));

/**
Downloads that are to be worked on. Those of a task that was taken off the list are not.
*/
export const selectWantedDownloads = ({downloads, watches}: AppState): readonly Download[] =>
	[...downloads.values()].filter(download => isUnderWay(download) && watches.has(download.id));

/**
Whether there is nothing more to ask, and nothing more to save of what was asked for.
*/
export const isAllDone = (state: AppState): boolean =>
	selectUnfinished(state).length === 0 && selectWantedDownloads(state).length === 0;

/**
The task under the cursor; the first one where the cursor was never moved.
*/
export const selectCursor = ({cursorId, watches}: AppState): Watch | undefined =>
	(cursorId !== undefined && watches.get(cursorId)) || watches.values().next().value;

/**
What a key acts on: the marked tasks, else the one under the cursor.
*/
export const selectTargets = (state: AppState): readonly Watch[] => {
	const marked = [...state.marks].flatMap(id => state.watches.get(id) ?? []);
	return marked.length > 0 ? marked : [selectCursor(state) ?? []].flat();
};

export const downloadsOf = ({id, answer}: Watch, downloads: AppState['downloads']): readonly Download[] =>
	(answer?.outputs ?? []).flatMap((_, index) => downloads.get(fileKey(id, index)) ?? []);

/**
Whether a task has outputs that are neither saved nor on their way: never asked for, failed, or waiting for their next try.
*/
export const hasUnsaved = (watch: Watch, downloads: AppState['downloads']): boolean =>
	(watch.answer?.outputs.length ?? 0) >
	downloadsOf(watch, downloads).filter(download => download.state.type !== 'failed' && !isHeldUp(download)).length;

/**
Finished tasks with something to save.
*/
export const selectUnsavedIds = ({watches, downloads}: AppState): readonly TaskId[] =>
	[...watches.values()]
		.filter(watch => phaseOf(watch) === 'succeeded' && hasUnsaved(watch, downloads))
		.map(({id}) => id);

export type Counts = Readonly<Record<Phase | 'missing', number>>;

/**
How many tasks are in each phase; `missing` are those given up.
*/
export const selectCounts = ({watches}: AppState): Counts => {
	const counts = {queued: 0, running: 0, succeeded: 0, failed: 0, cancelled: 0, expired: 0, unknown: 0, missing: 0};
	for (const watch of watches.values()) {
		counts[watch.isGivenUp ? 'missing' : phaseOf(watch)]++;
	}

	return counts;
};

/**
A trouble that concerns more than one task: a list that cannot be written, a disk that is full, a refused token, a service out of reach, a quota, links that are about to end.

@returns A sentence for the user.
*/
export const selectTrouble = (state: AppState): string | undefined => {
	if (state.saveProblem !== undefined) {
		return `The watch list is not being saved: ${state.saveProblem}`;
	}

	const blocked = selectWantedDownloads(state).find(({state: {type}}) => type === 'blocked')?.state;
	if (blocked?.type === 'blocked') {
		return `Downloads wait: ${blocked.message}`;
	}

	const watch = selectUnfinished(state).find(
		({health}) => health.state === 'auth' || health.state === 'offline' || health.state === 'quota',
	);
	const endingCount = selectEndingCount(state);
	return (
		watch?.health.message ??
		(endingCount > 0
			? `The links of ${counted(endingCount, 'task')} end within 15 minutes. Press D to save all.`
			: undefined)
	);
};
