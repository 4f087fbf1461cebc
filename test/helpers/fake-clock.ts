import type {Clock} from '../../source/engine/ports.js';

export type FakeClock = Clock & {
	/**
	Let time pass: each sleep that falls due is ended in its turn, at its own time, and what follows from it runs before the next one.
	*/
	readonly advance: (milliseconds: number) => Promise<void>;
	/** How many sleeps are under way. */
	readonly sleepCount: () => number;
};

type Sleep = {readonly dueAt: number; readonly wake: () => void};

/**
Promises that wait for nothing but each other settle within one turn of the event loop.
*/
export const turn = async (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/**
A clock that stands still until it is advanced.

@param startAt - Milliseconds since the Unix epoch.
@param settle - Wait for all that follows from an ended sleep. Where the real network has a part in it, a turn of the event loop is too short.
*/
export const createFakeClock = (startAt = Date.UTC(2030, 0, 1), settle = turn): FakeClock => {
	const sleeps = new Set<Sleep>();
	let now = startAt;

	/** Of two sleeps due at once the older comes first, as sets keep the order of insertion and sorting is stable. */
	const nextDue = (until: number): Sleep | undefined =>
		[...sleeps].filter(({dueAt}) => dueAt <= until).toSorted((a, b) => a.dueAt - b.dueAt)[0];

	return {
		now: () => now,

		sleep: async (milliseconds, signal) =>
			new Promise((resolve, reject) => {
				if (signal.aborted) {
					reject(signal.reason);
					return;
				}

				const abort = () => {
					sleeps.delete(sleep);
					reject(signal.reason);
				};
				const sleep: Sleep = {
					dueAt: now + milliseconds,
					wake() {
						sleeps.delete(sleep);
						signal.removeEventListener('abort', abort);
						resolve();
					},
				};
				sleeps.add(sleep);
				signal.addEventListener('abort', abort, {once: true});
			}),

		async advance(milliseconds) {
			const until = now + milliseconds;
			await settle();
			for (let due = nextDue(until); due; due = nextDue(until)) {
				now = Math.max(now, due.dueAt);
				due.wake();
				await settle();
			}

			now = until;
		},

		sleepCount: () => sleeps.size,
	};
};
