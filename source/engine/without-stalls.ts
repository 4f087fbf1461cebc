import {DownloadError} from '../task/errors.js';
import type {Clock} from './ports.js';

export type StallOptions = {
	readonly clock: Clock;
	readonly signal: AbortSignal;
	/** The longest wait for one chunk. */
	readonly stallMs: number;
};

/**
The same chunks, as long as none keeps us waiting. Only the waiting for the network is timed, never what is done with a chunk.

@throws {DownloadError} `transient` when a chunk takes too long.
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

	try {
		for (;;) {
			const stop = new AbortController();
			const next = await Promise.race([iterator.next(), stalled(stop.signal)]).finally(() => stop.abort());
			if (next.done === true) {
				return;
			}

			yield next.value;
		}
	} finally {
		// Not awaited: a source that has stalled does not answer this either.
		iterator.return?.().catch(() => undefined);
	}
}
