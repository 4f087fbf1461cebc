import {DownloadError} from '../task/errors.js';
import {asDownloadError} from './as-download-error.js';
import {retryDelayMs} from './backoff.js';
import type {DownloadProgress, DownloadWait} from './download-ports.js';
import type {Clock} from './ports.js';
import type {Sleeper} from './sleeper.js';

const maxFailureCount = 5;
const range = {baseMs: 1000, capMs: 60_000};
const progressBytes = 1024 * 1024;
const progressShare = 0.05;

export type RetryOptions = {
	readonly clock: Clock;
	readonly random: () => number;
	readonly signal: AbortSignal;
	readonly sleep: Sleeper['sleep'];
	readonly onWait: (wait: DownloadWait) => void;
	/** How far it has come before the first try. @default 0 */
	readonly startBytes?: number | undefined;
};

/**
Whether a try came so much further than those before it that the failures before it no longer count.
*/
const cameFurther = ({receivedBytes, totalBytes}: DownloadProgress, bestBytes: number): boolean => {
	const gainBytes = receivedBytes - bestBytes;
	return gainBytes >= progressBytes || (totalBytes !== undefined && gainBytes >= totalBytes * progressShare);
};

/**
Try until it succeeds, as long as the failures are transient and no five of them in a row bring us no further.

@param tryOnce - One try. It tells how far it has come.
@throws {DownloadError}
@throws The signal's reason when it is aborted.
*/
export const withRetries = async <Result>(
	tryOnce: (onProgress: (progress: DownloadProgress) => void) => Promise<Result>,
	{clock, random, signal, sleep, onWait, startBytes = 0}: RetryOptions,
): Promise<Result> => {
	let failureCount = 0;
	let bestBytes = startBytes;
	for (;;) {
		let progress: DownloadProgress = {receivedBytes: 0};
		try {
			return await tryOnce(latest => {
				progress = latest;
			});
		} catch (error) {
			// Ask the signal, not the error: an abort may come in the clothes of a network failure.
			signal.throwIfAborted();
			const failure = asDownloadError(error);
			if (failure.failure !== 'transient') {
				throw failure;
			}

			failureCount = cameFurther(progress, bestBytes) ? 1 : failureCount + 1;
			bestBytes = Math.max(bestBytes, progress.receivedBytes);
			if (failureCount >= maxFailureCount) {
				throw new DownloadError('transient', `${failure.message}; gave up after ${failureCount} tries`, {
					cause: failure,
				});
			}

			const delayMs = retryDelayMs({failureCount, askedMs: failure.retryAfterMs}, random, range);
			onWait({until: clock.now() + delayMs, message: failure.message});
			await sleep(delayMs);
		}
	}
};
