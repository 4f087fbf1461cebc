export type BackoffRange = {
	/** The longest wait after the first failure. */
	readonly baseMs: number;
	/** The longest wait of all. */
	readonly capMs: number;
};

const shortestRetryAfterMs = 1000;
const retryAfterJitter = 0.1;

/**
How long to wait after failures in a row: at most `baseMs` after the first, twice as long after each further one, up to `capMs`. A random half of it is taken away, so that many askers do not come back at the same moment.

@param failureCount - How many tries in a row have failed, from 1.
@param random - From 0 to 1, as `Math.random`.
*/
export const backoffMs = (failureCount: number, random: () => number, {baseMs, capMs}: BackoffRange): number => {
	const longestMs = Math.min(capMs, baseMs * 2 ** Math.max(0, failureCount - 1));
	return Math.round(longestMs * (1 - random() / 2));
};

/**
How long to wait when the service itself said how long: that long in full and up to a tenth more, but no less than a second.

@param askedMs - What the service asks for.
@param random - From 0 to 1, as `Math.random`.
*/
export const retryAfterMs = (askedMs: number, random: () => number): number =>
	Math.round(Math.max(shortestRetryAfterMs, askedMs) * (1 + retryAfterJitter * random()));

/**
How long to wait before the next try: the back-off, or what the service asks for where that is longer.

@param failureCount - How many tries in a row have failed, from 1.
@param askedMs - What the service asks for, if it does.
*/
export const retryDelayMs = (
	{failureCount, askedMs}: {readonly failureCount: number; readonly askedMs?: number | undefined},
	random: () => number,
	range: BackoffRange,
): number => {
	const delayMs = backoffMs(failureCount, random, range);
	return askedMs === undefined ? delayMs : Math.max(delayMs, retryAfterMs(askedMs, random));
};
