import type {FileKey} from '../task/download.js';
import {asDownloadError} from './as-download-error.js';
import {downloadFile} from './download-file.js';
import type {DownloadListener, DownloadPorts} from './download-ports.js';
import type {WantedFile} from './wanted-file.js';

export type Downloader = {
	/**
	Make what is under way match what is wanted: start what is new, abort what is no longer wanted. What has ended is not started again for as long as the same attempt stays wanted.
	*/
	readonly reconcile: (wanted: readonly WantedFile[]) => void;

	/**
	Resolves once nothing is under way and every part file of an aborted download is gone.
	*/
	readonly idle: () => Promise<void>;
};

type Attempt = {
	readonly file: WantedFile;
	readonly controller: AbortController;
	isQueued: boolean;
};

/**
@param maxConcurrent - How many files are downloaded at once; the others wait in the order in which they were wanted. @default 3
*/
export const createDownloader = ({
	listener,
	maxConcurrent = 3,
	...ports
}: DownloadPorts & {
	readonly listener: DownloadListener;
	readonly maxConcurrent?: number | undefined;
}): Downloader => {
	/** In the order of the queue. An attempt that has ended stays until it is no longer wanted. */
	const attempts = new Map<FileKey, Attempt>();
	/** An aborted one holds its place until its part file is gone. */
	const underWay = new Set<Promise<void>>();

	const run = async ({file, controller: {signal}}: Attempt): Promise<void> => {
		if (signal.aborted) {
			return;
		}

		const {key} = file;
		const report = await downloadFile(file, {
			ports,
			signal,
			onStart: () => listener.downloadStarted(key),
			onProgress: progress => listener.downloadProgressed(key, progress),
			onWait: wait => listener.downloadWaiting(key, wait),
		}).then(
			saved => () => listener.fileSaved(key, saved),
			(error: unknown) => () => listener.downloadFailed(key, asDownloadError(error)),
		);
		if (!signal.aborted) {
			report();
		}
	};

	const fillPlaces = (): void => {
		for (const attempt of attempts.values()) {
			if (underWay.size >= maxConcurrent) {
				return;
			}

			if (attempt.isQueued) {
				attempt.isQueued = false;
				// Begun a moment later, when its place is taken, as the listener may call `reconcile`.
				const running = Promise.resolve(attempt)
					.then(run)
					.finally(() => {
						underWay.delete(running);
						fillPlaces();
					});
				underWay.add(running);
			}
		}
	};

	const abortUnwanted = (wanted: ReadonlyMap<FileKey, WantedFile>): void => {
		for (const [key, {file, controller}] of attempts) {
			if (wanted.get(key)?.attempt !== file.attempt) {
				attempts.delete(key);
				controller.abort();
			}
		}
	};

	return {
		reconcile(wanted) {
			abortUnwanted(new Map(wanted.map(file => [file.key, file])));
			for (const file of wanted) {
				if (!attempts.has(file.key)) {
					attempts.set(file.key, {file, controller: new AbortController(), isQueued: true});
				}
			}

			fillPlaces();
		},

		async idle() {
			while (underWay.size > 0) {
				await Promise.allSettled(underWay);
			}
		},
	};
};
