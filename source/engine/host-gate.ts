import type {Clock} from './ports.js';

export type HostGateOptions = {
	readonly clock: Clock;
	/** Questions under way at once. */
	readonly maxConcurrent: number;
	/** Questions started in a second, on the long run. */
	readonly perSecond: number;
	/** Questions that may start together after a pause. */
	readonly burst: number;
};

export type HostGate = {
	/**
	Wait for a place. Rejects with the signal's reason when aborted. Call the result once the answer is there.
	*/
	readonly enter: (signal: AbortSignal) => Promise<() => void>;

	/**
	Let nobody in until then, and after that only one at a time until `reopen`: the first is the probe for all.

	@param until - Milliseconds since the Unix epoch. An earlier end than the one in force changes nothing.
	*/
	readonly hold: (until: number) => void;

	/** The host answered as it should: an end to any hold. */
	readonly reopen: () => void;
};

type Waiter = {readonly admit: () => void};

/**
How many questions one host is asked at once and in a second, and a hold for all of them while the host asks for peace, refuses the token or is out of reach.
*/
export const createHostGate = ({clock, maxConcurrent, perSecond, burst}: HostGateOptions): HostGate => {
	const waiters = new Set<Waiter>();
	let underWayCount = 0;
	let tokens = burst;
	let refilledAt = clock.now();
	let heldUntil = 0;
	let isProbing = false;
	let alarm: AbortController | undefined;

	const waitMs = (): number => {
		const now = clock.now();
		tokens = Math.min(burst, tokens + (Math.max(0, now - refilledAt) / 1000) * perSecond);
		refilledAt = now;
		return Math.max(heldUntil - now, tokens >= 1 ? 0 : ((1 - tokens) / perSecond) * 1000);
	};

	const pump = (): void => {
		alarm?.abort();
		alarm = undefined;
		for (const waiter of waiters) {
			if (underWayCount >= (isProbing ? 1 : maxConcurrent)) {
				return;
			}

			const delayMs = waitMs();
			if (delayMs > 0) {
				wakeAfter(delayMs);
				return;
			}

			waiters.delete(waiter);
			tokens--;
			underWayCount++;
			waiter.admit();
		}
	};

	const wakeAfter = (delayMs: number): void => {
		const controller = new AbortController();
		alarm = controller;
		clock.sleep(delayMs, controller.signal).then(pump, () => {
			// Aborted as another wake-up took its place.
		});
	};

	const leaveOnce = (): (() => void) => {
		let hasLeft = false;
		return () => {
			if (!hasLeft) {
				hasLeft = true;
				underWayCount--;
				pump();
			}
		};
	};

	return {
		enter: signal =>
			new Promise((resolve, reject) => {
				signal.throwIfAborted();
				const onAbort = () => {
					waiters.delete(waiter);
					pump();
					reject(signal.reason);
				};
				const waiter: Waiter = {
					admit() {
						signal.removeEventListener('abort', onAbort);
						resolve(leaveOnce());
					},
				};
				signal.addEventListener('abort', onAbort, {once: true});
				waiters.add(waiter);
				pump();
			}),

		hold(until) {
			isProbing = true;
			heldUntil = Math.max(heldUntil, until);
			pump();
		},

		reopen() {
			isProbing = false;
			heldUntil = 0;
			pump();
		},
	};
};
