import {createLeftovers, type LeftoverFiles} from './leftovers.js';
import {createEngine, type EngineOptions} from './run-engine.js';
import {type AppState, type AppStore, createAppStore} from './store/app-store.js';
import {damageText} from './store/damage-text.js';
import {createDiary, type Diary} from './store/diary.js';
import {eventsBetween, type ListEvent} from './store/events.js';
import {atNextStart, createChangeFinder, isSameList, type ListFile} from './store/list-file.js';
import {memoryChange} from './store/list-memory.js';
import {newsOf} from './store/news.js';
import {selectOpenId} from './store/past.js';
import {selectUnsavedIds} from './store/selectors.js';
import {taskEventsOf} from './store/task-events.js';
import type {TaskId} from './task/task.js';
import {phaseOf} from './task/watch.js';

export type SessionOptions = EngineOptions &
	LeftoverFiles & {
		/** Where the watch list is kept; absent for one that goes with the program. */
		readonly listFile?: ListFile | undefined;
		/** Told of what happens, right after it is in the store and on the disk. */
		readonly onEvents?: ((events: readonly ListEvent[], state: AppState) => void) | undefined;
		/** Save each result as it comes. */
		readonly isAutoDownload?: boolean | undefined;
	};

export type Session = {
	readonly store: AppStore;
	/** Begin to ask and to save. Until then the store is filled, and nothing moves. */
	readonly start: () => void;
	readonly pollNow: (ids: readonly TaskId[]) => void;
	readonly cancel: (id: TaskId) => void;
	/** Stop asking and saving, leave what is half loaded for the next start, and close the list. */
	readonly stop: () => Promise<void>;
};

const tellDamage = (store: AppStore, found: Parameters<typeof damageText>[0]): void => {
	const damage = damageText(found);
	if (damage !== undefined) {
		store.getState().notify(damage, 'bad');
	}
};

/** Fill the store from the list on the disk, and from then on write down what changes. */
const keepList = (store: AppStore, listFile: ListFile, diary: Diary): ((state: AppState) => void) => {
	const findChange = createChangeFinder();
	const empty = store.getState();
	const loaded = listFile.load();
	empty.restore(loaded.watches);
	// What a guest finds failed is for the owner to try again.
	empty.restoreDownloads(listFile.owner ? loaded.downloads.map(atNextStart) : loaded.downloads);
	empty.restoreTimings(loaded.timings ?? new Map());
	empty.toggleMarks((loaded.marks ?? []).filter(id => store.getState().watches.has(id)));
	findChange(empty, store.getState());
	empty.savingWent(loaded.saveProblem);
	tellDamage(store, loaded);
	let saved = store.getState();

	return state => {
		const change = findChange(saved, state);
		const memory = memoryChange(saved, state, diary.unwritten());
		try {
			if (change || memory) {
				listFile.save({put: [], drop: [], downloads: [], ...change, ...memory});
				diary.written();
				state.savingWent(undefined);
			}

			saved = state;
		} catch (error) {
			// What could not be written is found again with the next change.
			state.savingWent((error as Error).message);
		}
	};
};

/**
A watch list that lives: each change of the store is written down, told, and made true by the engine.
*/
export const createSession = ({
	listFile,
	partFiles,
	answerFolder,
	onEvents,
	isAutoDownload = false,
	...options
}: SessionOptions): Session => {
	const store = createAppStore(options.clock.now());
	const leftovers = createLeftovers(store, {partFiles, answerFolder});
	const diary = createDiary(id => listFile?.history(id) ?? []);
	const keep = listFile && keepList(store, listFile, diary);
	const engine = createEngine(store, options);

	const autoDownload = (events: readonly ListEvent[]): void => {
		const ids = events.flatMap(({type, watch}) =>
			type === 'phase' && phaseOf(watch) === 'succeeded' ? [watch.id] : [],
		);
		if (isAutoDownload && ids.length > 0) {
			store.getState().download(ids);
		}
	};

	/** Read what happened to the task whose details are open, when they are opened and when more happens. */
	const readPast = (before: AppState, after: AppState, events: readonly ListEvent[]): void => {
		const id = selectOpenId(after);
		if (id !== undefined && (selectOpenId(before) !== id || events.some(({watch}) => watch.id === id))) {
			after.pastRead(id, diary.of(id));
		}
	};

	let isStarted = false;
	const unsubscribe = store.subscribe((after, before) => {
		const events = eventsBetween(before, after);
		diary.add(taskEventsOf(events, options.clock.now()));
		// Not for a mere notice, above all not for the one that tells that the list cannot be written.
		if (!isSameList(before, after) || after.marks !== before.marks) {
			keep?.(after);
		}

		readPast(before, after, events);
		if (events.length > 0) {
			// First, so that nobody takes all to be over while a result is still to be saved.
			autoDownload(events);
			onEvents?.(events, store.getState());
			leftovers.tasksLeft(events);
		}

		const news = newsOf(events);
		if (news) {
			after.notify(news.text, news.tone);
		}

		if (isStarted) {
			engine.reconcile();
		}
	});

	const takeIn = (): void => {
		const state = store.getState();
		const pending = listFile?.owner?.requestsAfter(state.takenRequests);
		if (!pending) {
			return;
		}

		if (pending.last > state.takenRequests) {
			state.takeIn(pending);
		}

		tellDamage(store, pending);
	};

	takeIn();

	return {
		store,
		pollNow: engine.pollNow,

		cancel(id) {
			engine.cancel(id).catch(() => {
				// Aborted, as the program is left.
			});
		},

		start() {
			isStarted = true;
			listFile?.owner?.onOtherWrites(takeIn);
			listFile?.owner?.settleIn();
			takeIn();
			if (isAutoDownload) {
				store.getState().download(selectUnsavedIds(store.getState()));
			}

			if (listFile?.owner) {
				leftovers.tidy();
			}

			engine.reconcile();
		},

		async stop() {
			isStarted = false;
			await engine.stop();
			unsubscribe();
			// A last try for what could not be written before.
			keep?.(store.getState());
			listFile?.close();
			if (listFile?.owner) {
				leftovers.dropFiles();
			}
		},
	};
};
