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

	@param isProbe - Go before all others: where its last question failed because of the host, theirs would too.
	*/
	readonly enter: (signal: AbortSignal, isProbe?: boolean) => Promise<() => void>;

	/**
	Let nobody in until then, and after that only one at a time until `reopen`: the first is the probe for all.

	@param until - Milliseconds since the Unix epoch. An earlier end than the one in force changes nothing.
	*/
	readonly hold: (until: number) => void;

	/** As `hold`, but the host itself asked for it: nothing ends it before its time, unless that is more than an hour away. */
	readonly pause: (until: number) => void;

	/** End the wait of a hold, though not of a pause that a person would wait for: the probe may go now. */
	readonly probe: () => void;

	/** The host answered as it should: an end to any hold. */
	readonly reopen: () => void;
};

/** Hosts have been seen to ask for years. */
const longestPauseMs = 60 * 60 * 1000;

type Waiter = {readonly admit: () => void};

/**
How many questions one host is asked at once and in a second, and a hold for all of them while the host asks for peace, refuses the token or is out of reach.
*/
export const createHostGate = ({clock, maxConcurrent, perSecond, burst}: HostGateOptions): HostGate => {
	const waiters = new Set<Waiter>();
	const probes = new Set<Waiter>();
	let underWayCount = 0;
	let tokens = burst;
	let lookedAt = clock.now();
	let heldUntil = 0;
	let pausedUntil = 0;
	let isProbing = false;
	let alarm: AbortController | undefined;

	/** The time of day may be set back, by hours or years: no wait may become longer by that. */
	const look = (): number => {
		const now = clock.now();
		const passedMs = now - lookedAt;
		lookedAt = now;
		tokens = Math.min(burst, tokens + (Math.max(0, passedMs) / 1000) * perSecond);
		heldUntil += Math.min(0, passedMs);
		pausedUntil += Math.min(0, passedMs);
		return now;
	};

	/** In whole milliseconds, as a clock may be too coarse for a part of one to ever pass. */
	const waitMs = (): number => {
		const now = look();
		const tokenMs = tokens >= 1 ? 0 : ((1 - tokens) / perSecond) * 1000;
		return Math.ceil(Math.max(heldUntil - now, pausedUntil - now, tokenMs));
	};

	/** The latest probe first: one and the same asks again and again, and so knows for how long it has been in vain. */
	const nextWaiter = (): Waiter | undefined => [...probes].at(-1) ?? waiters.values().next().value;

	const pump = (): void => {
		alarm?.abort();
		alarm = undefined;
		while (underWayCount < (isProbing ? 1 : maxConcurrent)) {
			const waiter = nextWaiter();
			if (!waiter) {
				return;
			}

			const delayMs = waitMs();
			if (delayMs > 0) {
				wakeAfter(delayMs);
				return;
			}

			remove(waiter);
			tokens--;
			underWayCount++;
			waiter.admit();
		}
	};

	const remove = (waiter: Waiter): void => {
		waiters.delete(waiter);
		probes.delete(waiter);
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
		enter: (signal, isProbe = false) =>
			new Promise((resolve, reject) => {
				signal.throwIfAborted();
				const onAbort = () => {
					remove(waiter);
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
				(isProbe ? probes : waiters).add(waiter);
				pump();
			}),

		hold(until) {
			look();
			isProbing = true;
			heldUntil = Math.max(heldUntil, until);
			pump();
		},

		pause(until) {
			look();
			isProbing = true;
			pausedUntil = Math.max(pausedUntil, until);
			pump();
		},

		probe() {
			heldUntil = 0;
			pausedUntil = pausedUntil - look() > longestPauseMs ? 0 : pausedUntil;
			pump();
		},

		reopen() {
			heldUntil = 0;
			// An answer that comes during a pause was asked for before it.
			isProbing = isProbing && look() < pausedUntil;
			pump();
		},
	};
};
