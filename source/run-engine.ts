import {createBatcher} from './engine/batcher.js';
import {createCanceller} from './engine/canceller.js';
import type {DownloadListener, DownloadPorts} from './engine/download-ports.js';
import {createDownloader, type DownloaderOptions} from './engine/downloader.js';
import {createHostGate, type HostGate} from './engine/host-gate.js';
import {createPoller} from './engine/poller.js';
import type {AskTask, CancelTask, Pace} from './engine/ports.js';
import type {FactsOfHeld, ProbeMedia} from './engine/probe-ports.js';
import {createProber} from './engine/prober.js';
import {createTicker} from './engine/ticker.js';
import type {AppStore} from './store/app-store.js';
import {selectNextTickAt} from './store/due.js';
import {selectUnmeasured} from './store/measurements.js';
import {selectUnfinished} from './store/selectors.js';
import type {DownloadReport, DownloadState, FileKey} from './task/download.js';
import {DownloadError, mayPass} from './task/errors.js';
import type {Measurement} from './task/measurement.js';
import type {PollReport} from './task/poll-report.js';
import type {TaskId} from './task/task.js';
import {usualTime} from './task/timing.js';
import {selectWantedFiles} from './wanted-files.js';

export type EngineOptions = Omit<DownloadPorts, 'freshOutputs'> & {
	readonly askTask: AskTask;
	readonly cancelTask: CancelTask;
	readonly probeMedia: ProbeMedia;
	readonly factsOfHeld: FactsOfHeld;
	readonly paceOf: (id: TaskId) => Pace;
	readonly isPatient?: DownloaderOptions['isPatient'];
	/** Whether unfinished tasks are asked about. @default true */
	readonly isAsking?: boolean | undefined;
};

export type Engine = {
	/** Make what is asked, saved and awaited match what the store says. */
	readonly reconcile: () => void;
	readonly pollNow: (ids: readonly TaskId[]) => void;
	/** Cancel a task at its service; what came of it is told in a notice. */
	readonly cancel: (id: TaskId) => Promise<void>;
	/** Stop all of it. Resolves when what is half loaded is kept for the next start. */
	readonly stop: () => Promise<void>;
};

/** Reports of the engine come together into the store at most ten times a second. */
const commitIntervalMs = 100;

/** Questions per second to one host: what a fixed interval asks for, else what the providers of these services bear. */
const gateRate = ({intervalMs}: Pace) =>
	intervalMs === undefined ? {perSecond: 5, burst: 10} : {perSecond: 1000, burst: 1000};

type Report = {readonly poll: PollReport} | {readonly download: DownloadReport} | {readonly measurement: Measurement};

/**
Joins the store with what asks about tasks and saves their results. What they report comes into the store, and what the store says is what they work on.
*/
export const createEngine = (
	store: AppStore,
	{
		clock,
		random,
		askTask,
		cancelTask,
		resolveLink,
		paceOf,
		isAsking = true,
		probeMedia,
		factsOfHeld,
		...downloadPorts
	}: EngineOptions,
): Engine => {
	const gates = new Map<string, HostGate>();

	const gateOf = (id: TaskId): HostGate => {
		const pace = paceOf(id);
		const gate =
			gates.get(pace.host) ?? createHostGate({clock, maxConcurrent: pace.concurrency ?? 4, ...gateRate(pace)});
		gates.set(pace.host, gate);
		return gate;
	};

	/** Downloads too ask the API through its gate, and a time that it names to them is kept by all. */
	const throughGate = async <Result>(id: TaskId, signal: AbortSignal, ask: () => Promise<Result>): Promise<Result> => {
		const gate = gateOf(id);
		const leave = await gate.enter(signal);
		try {
			return await ask();
		} catch (error) {
			if (error instanceof DownloadError && error.retryAfterMs !== undefined) {
				gate.pause(clock.now() + error.retryAfterMs);
			}

			throw error;
		} finally {
			leave();
		}
	};

	const batcher = createBatcher<Report>({
		clock,
		intervalMs: commitIntervalMs,
		commit(reports) {
			const state = store.getState();
			state.tick(clock.now());
			state.pollsReported(reports.flatMap(report => ('poll' in report ? [report.poll] : [])));
			state.measured(reports.flatMap(report => ('measurement' in report ? [report.measurement] : [])));
			state.downloadsReported(reports.flatMap(report => ('download' in report ? [report.download] : [])));
		},
	});

	const poller = createPoller({
		clock,
		random,
		askTask,
		gateOf,
		report: poll => batcher.add({poll}),
		paceOf,
		usualTimeOf: answer => usualTime(store.getState().timings, answer),
	});

	const tell = (key: FileKey, state: DownloadState) => batcher.add({download: {key, state}});
	const listener: DownloadListener = {
		downloadStarted: key => tell(key, {type: 'receiving', receivedBytes: 0}),
		downloadProgressed: (key, progress) => tell(key, {type: 'receiving', ...progress}),
		downloadWaiting: (key, wait) => tell(key, {type: 'waiting', ...wait}),
		downloadBlocked: (key, block) => tell(key, {type: 'blocked', ...block}),
		fileSaved: (key, file, warning) => tell(key, {type: 'saved', ...file, ...(warning !== undefined && {warning})}),
		downloadFailed: (key, {failure, message}) =>
			tell(key, {type: 'failed', message, ...(mayPass(failure) && {mayPass: true})}),
	};

	const downloader = createDownloader({
		clock,
		random,
		...downloadPorts,
		listener,
		resolveLink: async (output, id, signal) => throughGate(id, signal, async () => resolveLink(output, id, signal)),
		freshOutputs: async (id, signal) =>
			throughGate(id, signal, async () => {
				const askedAt = clock.now();
				const {answer, problem, retryAfterMs} = await askTask(id, signal);
				if (!answer) {
					throw new DownloadError('transient', problem?.message ?? 'The service told nothing of the task', {
						retryAfterMs,
					});
				}

				// The fresh links are for everybody: to be shown, and to be measured.
				batcher.add({
					poll: {id, reading: {answer}, askedAt, answeredAt: clock.now(), failureCount: 0, isGivenUp: false},
				});
				return answer.outputs;
			}),
	});

	const prober = createProber({
		clock,
		random,
		probeMedia,
		factsOfHeld,
		listener: {mediaMeasured: (id, facts) => batcher.add({measurement: {id, facts}})},
	});

	const ticker = createTicker({
		clock,
		dueAt: () => selectNextTickAt(store.getState()),
		tick: () => store.getState().tick(clock.now()),
	});

	const cancelling = new AbortController();
	const cancel = createCanceller({askTask, cancelTask, gateOf});

	return {
		pollNow: poller.pollNow,

		async cancel(id) {
			const {isDone, text} = await cancel(id, cancelling.signal);
			store.getState().tick(clock.now());
			store.getState().notify(text, isDone ? 'good' : 'bad');
			poller.pollNow([id]);
		},

		reconcile() {
			const state = store.getState();
			poller.reconcile(isAsking ? selectUnfinished(state) : []);
			downloader.reconcile(selectWantedFiles(state, id => paceOf(id).host));
			prober.reconcile(selectUnmeasured(state));
			ticker.reconcile();
		},

		async stop() {
			cancelling.abort();
			batcher.flush();
			poller.reconcile([]);
			downloader.pause();
			prober.reconcile([]);
			ticker.stop();
			await downloader.idle();
		},
	};
};
