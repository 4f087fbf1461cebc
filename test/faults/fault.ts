import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Cleanup} from '../helpers/cleanup.js';
import {createRandom} from '../helpers/random.js';

/**
What a fault is provoked with. All chance comes from one seed, so that a run can be had again.
*/
export type FaultContext = Cleanup & {
	/** From 0 to 1. */
	readonly random: () => number;
	/** A whole number, both ends included. */
	readonly integer: (least: number, most: number) => number;
	readonly pick: <Value>(values: readonly Value[]) => Value;
	/** Let go of something when the fault is over. */
	readonly use: <Value extends AsyncDisposable>(value: Value) => Value;
	/** A folder of its own that goes with it. */
	readonly makeFolder: () => Promise<string>;
};

/**
Something that can go wrong, and what the program does then.
*/
export type Fault = {
	/** The letter of its section and a number. */
	readonly id: string;
	/** What goes wrong. */
	readonly fault: string;
	/** What the program does then. */
	readonly expected: string;
	/** Whether it takes more than a few seconds. It is then left out of `npm test`. */
	readonly isSlow?: boolean;
	/**
	Let it go wrong.

	@returns What was seen, in words.
	@throws {NotProvokedError} where that cannot be done.
	@throws when something else was seen than was expected.
	*/
	readonly provoke: (context: FaultContext) => Promise<string>;
};

/**
A fault that cannot be provoked, here or anywhere.
*/
export class NotProvokedError extends Error {
	override name = 'NotProvokedError' as const;
}

/**
In the place of what provokes a fault, where nothing can.

@param reason - A sentence that says why, and where it is seen to instead.
*/
export const notProvoked = (reason: string) => async (): Promise<never> => {
	throw new NotProvokedError(reason);
};

const contextOf = (seed: number, stack: AsyncDisposableStack): FaultContext => {
	const random = createRandom(seed);
	const integer = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
	const after = (end: () => Promise<void>): void => stack.defer(end);

	return {
		random,
		integer,
		pick: values => values[integer(0, values.length - 1)] as (typeof values)[number],
		after,
		use: value => stack.use(value),

		async makeFolder() {
			const folder = await mkdtemp(path.join(tmpdir(), 'taskwatch-fault-'));
			after(async () => rm(folder, {recursive: true, force: true, maxRetries: 5}));
			return folder;
		},
	};
};

/**
Provoke a fault once.

@returns What was seen, in words.
*/
export const runFault = async ({provoke}: Fault, seed: number): Promise<string> => {
	await using stack = new AsyncDisposableStack();
	return await provoke(contextOf(seed, stack));
};
