import {DownloadError} from '../task/errors.js';
import type {Clock} from './ports.js';

export type StallOptions = {
	readonly clock: Clock;
	readonly signal: AbortSignal;
	/** The longest wait for one chunk. */
	readonly stallMs: number;
};

const slowMs = 60_000;
const leastBytesPerSecond = 1024;

/**
The same chunks, as long as none keeps us waiting and they do not merely drip. Only the waiting for the network is timed, never what is done with a chunk.

@throws {DownloadError} `transient` when a chunk takes too long, or within a minute less than 1 KiB/s comes.
@throws The signal's reason when it is aborted, even where the source does not heed it.
*/
export async function* withoutStalls(
	chunks: AsyncIterable<Uint8Array>,
	{clock, signal, stallMs}: StallOptions,
): AsyncGenerator<Uint8Array> {
	const iterator = chunks[Symbol.asyncIterator]();

	const stalled = async (stop: AbortSignal): Promise<never> => {
		await clock.sleep(stallMs, AbortSignal.any([signal, stop]));
		throw new DownloadError('transient', `The server sent nothing for ${stallMs / 1000} s`);
	};

	let waitedMs = 0;
	let cameBytes = 0;

	/** Look at each minute of waiting by itself. */
	const count = (chunk: Uint8Array, since: number): void => {
		waitedMs += clock.now() - since;
		cameBytes += chunk.length;
		if (waitedMs < slowMs) {
			return;
		}

		if (cameBytes < (leastBytesPerSecond * waitedMs) / 1000) {
			throw new DownloadError('transient', `The server sent less than 1 KiB/s for ${slowMs / 1000} s`);
		}

		waitedMs = 0;
		cameBytes = 0;
	};

	try {
		for (;;) {
			const stop = new AbortController();
			const since = clock.now();
			const next = await Promise.race([iterator.next(), stalled(stop.signal)]).finally(() => stop.abort());
			if (next.done === true) {
				return;
			}

			count(next.value, since);
			yield next.value;
		}
	} finally {
		// Not awaited: a source that has stalled does not answer this either.
		iterator.return?.().catch(() => undefined);
	}
}
