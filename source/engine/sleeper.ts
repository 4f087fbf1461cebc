import type {Clock} from './ports.js';

/**
Waits that somebody may end before their time.
*/
export type Sleeper = {
	/** Wait, until woken at the latest. Rejects with the signal's reason when that is aborted. */
	readonly sleep: (milliseconds: number) => Promise<void>;
	/** End the wait that is under way, if any. */
	readonly wake: () => void;
};

export const createSleeper = (clock: Clock, signal: AbortSignal): Sleeper => {
	let alarm: AbortController | undefined;

	return {
		async sleep(milliseconds) {
			signal.throwIfAborted();
			const nap = new AbortController();
			const onAbort = (): void => nap.abort();
			signal.addEventListener('abort', onAbort, {once: true});
			alarm = nap;
			// A rejection here is a wake-up: by the user, or by the abort that is looked for next.
			await clock.sleep(milliseconds, nap.signal).catch(() => undefined);
			signal.removeEventListener('abort', onAbort);
			signal.throwIfAborted();
		},

		wake() {
			alarm?.abort();
		},
	};
};
