import type {Clock} from './ports.js';

export type Batcher<Item> = {
	/** Add one; it is committed at once, or together with others soon. */
	readonly add: (item: Item) => void;
	/** Commit what waits, now. */
	readonly flush: () => void;
};

/**
Collects what comes in quick succession and commits it together, at most once in `intervalMs`. What comes alone is committed at once, so nothing waits without need; without items there is no timer.
*/
export const createBatcher = <Item>({
	clock,
	intervalMs,
	commit,
}: {
	readonly clock: Clock;
	readonly intervalMs: number;
	readonly commit: (items: readonly Item[]) => void;
}): Batcher<Item> => {
	let waiting: Item[] = [];
	let committedAt = Number.NEGATIVE_INFINITY;
	let timer: AbortController | undefined;

	const flush = (): void => {
		timer?.abort();
		timer = undefined;
		if (waiting.length === 0) {
			return;
		}

		const items = waiting;
		waiting = [];
		committedAt = clock.now();
		commit(items);
	};

	return {
		flush,

		add(item) {
			waiting.push(item);
			if (timer) {
				return;
			}

			const restMs = committedAt + intervalMs - clock.now();
			if (restMs <= 0) {
				flush();
				return;
			}

			timer = new AbortController();
			// Never longer than the interval, as a clock may be set back.
			clock.sleep(Math.min(restMs, intervalMs), timer.signal).then(flush, () => {
				// Flushed before.
			});
		},
	};
};
