import {setInterval} from 'node:timers/promises';

/** Long enough for a busy machine: only a test that fails waits so long. */
export const deadlineMs = 30_000;

const lookAgainMs = 10;

/**
Wait for what sends no event, such as a file of another process, by looking again and again.

@param look - Returns `undefined` for as long as it is not so.
@param what - For the error, such as `the file to be there`.
*/
export const waitFor = async <Value>(
	look: () => Value | undefined | Promise<Value | undefined>,
	what: string,
): Promise<Value> => {
	const endAt = performance.now() + deadlineMs;
	for await (const _ of setInterval(lookAgainMs)) {
		const value = await look();
		if (value !== undefined) {
			return value;
		}

		if (performance.now() > endAt) {
			break;
		}
	}

	throw new Error(`Waited ${deadlineMs / 1000} s in vain for ${what}`);
};

/**
The value of a promise, or an error when it does not come in time.

@param describe - Tells what was waited for, when it is too late.
*/
export const inTime = async <Value>(
	promise: Promise<Value>,
	describe: () => string,
	withinMs = deadlineMs,
): Promise<Value> => {
	const late = Promise.withResolvers<never>();
	const timer = setTimeout(() => late.reject(new Error(describe())), withinMs);
	return Promise.race([promise, late.promise]).finally(() => clearTimeout(timer));
};
