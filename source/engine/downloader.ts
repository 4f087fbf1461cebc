import type {FileKey} from '../task/download.js';
import {asDownloadError} from './as-download-error.js';
import {createDiskGate} from './disk-gate.js';
import {downloadFile} from './download-file.js';
import type {DownloadListener, DownloadPorts} from './download-ports.js';
import {PausedError} from './paused.js';
import {createSleeper, type Sleeper} from './sleeper.js';
import {createTurns, type Turn} from './turns.js';
import type {WantedFile} from './wanted-file.js';

export type Downloader = {
	/**
	Make what is under way match what is wanted: start what is new, abort what is no longer wanted. Where another attempt is wanted, what has ended is started again, and what waits for its next try is tried at once.
	*/
	readonly reconcile: (wanted: readonly WantedFile[]) => void;

	/**
	Break off all that is under way, to go on with it at the next start of the program.
	*/
	readonly pause: () => void;

	/**
	Resolves once nothing is under way and every part file of an aborted download is gone, or kept if it was paused.
	*/
	readonly idle: () => Promise<void>;
};

type Attempt = {
	file: WantedFile;
	readonly controller: AbortController;
	readonly sleeper: Sleeper;
	readonly turn: Turn;
	hasEnded: boolean;
};

export type DownloaderOptions = DownloadPorts & {
	readonly listener: DownloadListener;
	/** How many files are downloaded at once; the others wait in the order in which they were wanted. @default 3 */
	readonly maxConcurrent?: number | undefined;
	/** How many of them from one host. @default 2 */
	readonly maxPerHost?: number | undefined;
	/** Whether a file waits for a disk that is full, or a folder that cannot be written to. @default true */
	readonly isPatient?: boolean | undefined;
};

export const createDownloader = ({
	listener,
	maxConcurrent = 3,
	maxPerHost = 2,
	isPatient = true,
	...ports
}: DownloaderOptions): Downloader => {
	/** An attempt that has ended stays until it is no longer wanted. */
	const attempts = new Map<FileKey, Attempt>();
	/** An aborted one holds its place until its part file is gone. */
	const underWay = new Set<Promise<void>>();
	const makeTurn = createTurns({maxConcurrent, maxPerHost});
	const diskGate = createDiskGate({...ports, isPatient});

	const run = async (attempt: Attempt): Promise<void> => {
		const {
			file,
			turn,
			sleeper: {sleep},
			controller: {signal},
		} = attempt;
		const {key} = file;
		const report = await turn
			.take()
			.then(async () =>
				downloadFile(file, {
					ports,
					diskGate,
					signal,
					sleep,
					async onStart() {
						await turn.take();
						listener.downloadStarted(key);
					},
					onProgress: progress => listener.downloadProgressed(key, progress),
					onWait(wait) {
						turn.rest();
						listener.downloadWaiting(key, wait);
					},
					onBlock(block) {
						turn.leave();
						listener.downloadBlocked(key, block);
					},
				}),
			)
			.then(
				async saved => {
					const warning = await ports.describeFile?.(file, saved);
					return () => listener.fileSaved(key, saved, warning);
				},
				(error: unknown) => () => listener.downloadFailed(key, asDownloadError(error)),
			);
		turn.leave();
		attempt.hasEnded = true;
		if (!signal.aborted) {
			report();
		}
	};

	const start = (file: WantedFile): void => {
		const controller = new AbortController();
		const {signal} = controller;
		const sleeper = createSleeper(ports.clock, signal);
		const attempt = {file, controller, sleeper, turn: makeTurn(file.host, signal), hasEnded: false};
		attempts.set(file.key, attempt);
		// Begun a moment later, when all are known, as the listener may call `reconcile`.
		const running = Promise.resolve(attempt)
			.then(run)
			.finally(() => underWay.delete(running));
		underWay.add(running);
	};

	const abortUnwanted = (wantedKeys: ReadonlySet<FileKey>): void => {
		for (const [key, {controller}] of attempts) {
			if (!wantedKeys.has(key)) {
				attempts.delete(key);
				controller.abort();
			}
		}
	};

	return {
		reconcile(wanted) {
			abortUnwanted(new Set(wanted.map(({key}) => key)));
			for (const file of wanted) {
				const known = attempts.get(file.key);
				const isNew = known?.file.attempt !== file.attempt;
				if (!known || (isNew && known.hasEnded)) {
					start(file);
				} else if (isNew) {
					known.file = file;
					known.sleeper.wake();
				}
			}
		},

		pause() {
			for (const {controller} of attempts.values()) {
				controller.abort(new PausedError());
			}

			attempts.clear();
		},

		async idle() {
			while (underWay.size > 0) {
				await Promise.allSettled(underWay);
			}
		},
	};
};
