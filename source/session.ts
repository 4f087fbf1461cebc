import {createBatcher} from './engine/batcher.js';
import type {DownloadListener} from './engine/download-ports.js';
import {createDownloader} from './engine/downloader.js';
import {createHostGate} from './engine/host-gate.js';
import {createPoller} from './engine/poller.js';
import type {AskTask, Clock, CreatePartFile, OpenMedia, ResolveLink} from './engine/ports.js';
import {createTicker} from './engine/ticker.js';
import type {WantedFile} from './engine/wanted-file.js';
import {type AppState, type AppStore, createAppStore} from './store/app-store.js';
import {selectNextTickAt} from './store/due.js';
import {eventsBetween, type ListEvent} from './store/events.js';
import {createChangeFinder, type ListFile} from './store/list-file.js';
import {selectUnfinished, selectWantedDownloads} from './store/selectors.js';
import type {Download, DownloadReport, DownloadState, FileKey} from './task/download.js';
import {DownloadError} from './task/errors.js';
import {fileStem} from './task/file-name.js';
import type {PollReport} from './task/poll-report.js';
import type {TaskId} from './task/task.js';
import {phaseOf} from './task/watch.js';

export type SessionOptions = {
	readonly clock: Clock;
	readonly random: () => number;
	readonly askTask: AskTask;
	readonly resolveLink: ResolveLink;
	readonly openMedia: OpenMedia;
	readonly createPartFile: CreatePartFile;
	/** Where the watch list is kept; absent for one that goes with the program. */
	readonly listFile?: ListFile | undefined;
	/** Told of what happens, right after it is in the store and on the disk. */
	readonly onEvents?: ((events: readonly ListEvent[]) => void) | undefined;
	/** A fixed time between two questions about a task. */
	readonly intervalMs?: number | undefined;
	/** Questions under way at once. @default 4 */
	readonly concurrency?: number | undefined;
	/** Save each result as it comes. */
	readonly isAutoDownload?: boolean | undefined;
};

export type Session = {
	readonly store: AppStore;
	/** Begin to ask and to save. Until then the store is filled, and nothing moves. */
	readonly start: () => void;
	readonly pollNow: (ids: readonly TaskId[]) => void;
	/** Stop asking and saving, drop what is half loaded, and close the list. */
	readonly stop: () => Promise<void>;
};

/** Reports of the engine come together into the store at most ten times a second. */
const commitIntervalMs = 100;

/** Questions per second to one host: what a fixed interval asks for, else what the providers of these services bear. */
const gateRate = (intervalMs: number | undefined) =>
	intervalMs === undefined ? {perSecond: 5, burst: 10} : {perSecond: 1000, burst: 1000};

type Report = {readonly poll: PollReport} | {readonly download: DownloadReport};

/**
Joins the store with what asks, saves and keeps: each change of the store is written down, told, and made true by the engine.
*/
export const createSession = ({
	clock,
	random,
	askTask,
	listFile,
	onEvents,
	intervalMs,
	concurrency = 4,
	isAutoDownload = false,
	...downloadPorts
}: SessionOptions): Session => {
	const store = createAppStore(clock.now());
	const findChange = createChangeFinder();
	if (listFile) {
		const before = store.getState();
		const {watches, downloads} = listFile.load();
		before.restore(watches);
		before.restoreDownloads(downloads);
		findChange(before, store.getState());
	}

	const gate = createHostGate({clock, maxConcurrent: concurrency, ...gateRate(intervalMs)});

	const batcher = createBatcher<Report>({
		clock,
		intervalMs: commitIntervalMs,
		commit(reports) {
			const state = store.getState();
			state.tick(clock.now());
			state.pollsReported(reports.flatMap(report => ('poll' in report ? [report.poll] : [])));
			state.downloadsReported(reports.flatMap(report => ('download' in report ? [report.download] : [])));
		},
	});

	const poller = createPoller({
		clock,
		random,
		askTask,
		gateOf: () => gate,
		report: poll => batcher.add({poll}),
		intervalMs,
	});

	const tell = (key: FileKey, state: DownloadState) => batcher.add({download: {key, state}});
	const listener: DownloadListener = {
		downloadStarted: key => tell(key, {type: 'receiving', receivedBytes: 0}),
		downloadProgressed: (key, progress) => tell(key, {type: 'receiving', ...progress}),
		downloadWaiting: (key, wait) => tell(key, {type: 'waiting', ...wait}),
		fileSaved: (key, file) => tell(key, {type: 'saved', ...file}),
		downloadFailed: (key, {message}) => tell(key, {type: 'failed', message}),
	};

	const downloader = createDownloader({
		clock,
		random,
		...downloadPorts,
		listener,
		async freshOutputs(id, signal) {
			const leave = await gate.enter(signal);
			const {answer, problem, retryAfterMs} = await askTask(id, signal).finally(leave);
			if (!answer) {
				throw new DownloadError('transient', problem?.message ?? 'The service told nothing of the task', {
					retryAfterMs,
				});
			}

			return answer.outputs;
		},
	});

	const wantedFile = (state: AppState, {key, id, outputIndex, attempt}: Download): readonly WantedFile[] => {
		const answer = state.watches.get(id)?.answer;
		const output = answer?.outputs[outputIndex];
		const stem = fileStem({model: answer?.model, provider: answer?.family ?? 'task', id, n: outputIndex + 1});
		return output ? [{key, attempt, id, outputIndex, output, stem}] : [];
	};

	const ticker = createTicker({
		clock,
		dueAt: () => selectNextTickAt(store.getState()),
		tick: () => store.getState().tick(clock.now()),
	});

	const keep = (before: AppState, after: AppState): void => {
		const change = findChange(before, after);
		if (!change || !listFile) {
			return;
		}

		try {
			listFile.save(change);
		} catch (error) {
			after.notify(`The watch list cannot be saved: ${(error as Error).message}`, 'bad');
		}
	};

	const makeTrue = (): void => {
		const state = store.getState();
		poller.reconcile(selectUnfinished(state));
		downloader.reconcile(selectWantedDownloads(state).flatMap(download => wantedFile(state, download)));
		ticker.reconcile();
	};

	const autoDownload = (events: readonly ListEvent[]): void => {
		const ids = events.flatMap(({type, watch}) =>
			type === 'phase' && phaseOf(watch) === 'succeeded' ? [watch.id] : [],
		);
		if (isAutoDownload && ids.length > 0) {
			store.getState().download(ids);
		}
	};

	let isStarted = false;
	const unsubscribe = store.subscribe((after, before) => {
		keep(before, after);
		const events = eventsBetween(before, after);
		if (events.length > 0) {
			onEvents?.(events);
			autoDownload(events);
		}

		if (isStarted) {
			makeTrue();
		}
	});

	return {
		store,
		pollNow: poller.pollNow,

		start() {
			isStarted = true;
			makeTrue();
		},

		async stop() {
			isStarted = false;
			batcher.flush();
			poller.reconcile([]);
			downloader.reconcile([]);
			ticker.stop();
			await downloader.idle();
			unsubscribe();
			listFile?.close();
		},
	};
};
