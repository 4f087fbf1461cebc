import {type Fault, NotProvokedError, runFault} from './fault.js';

/**
What came of a fault, over all seeds.
*/
export type Trial = Pick<Fault, 'id' | 'fault' | 'expected'> & {
	/** `differs`: something else was seen than was expected. */
	readonly verdict: 'as expected' | 'differs' | 'not provoked';
	/** What was seen with the first seed, or with the one that differs; or why nothing was. */
	readonly seen: string;
	/** What was thrown where it differs. */
	readonly error?: unknown;
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const tryFault = async (fault: Fault, seeds: readonly number[]): Promise<Trial> => {
	const {id, fault: what, expected} = fault;
	const seen: string[] = [];
	for (const seed of seeds) {
		try {
			seen.push(await runFault(fault, seed));
		} catch (error) {
			return error instanceof NotProvokedError
				? {id, fault: what, expected, verdict: 'not provoked', seen: error.message}
				: {id, fault: what, expected, verdict: 'differs', seen: `seed ${seed}: ${messageOf(error)}`, error};
		}
	}

	return {id, fault: what, expected, verdict: 'as expected', seen: seen[0] ?? ''};
};

/**
Provoke faults with each of the seeds, two faults at once.

@param onTrial - Told of each as it comes, in any order.
@returns In the order of the faults.
*/
export const tryFaults = async (
	faults: readonly Fault[],
	seeds: readonly number[],
	onTrial: (trial: Trial) => void,
): Promise<readonly Trial[]> => {
	const trials = new Map<Fault, Trial>();
	const rest = faults.values();
	const lane = async (): Promise<void> => {
		for (const fault of rest) {
			const trial = await tryFault(fault, seeds);
			trials.set(fault, trial);
			onTrial(trial);
		}
	};

	await Promise.all([lane(), lane()]);
	return faults.flatMap(fault => trials.get(fault) ?? []);
};

const cell = (text: string): string => text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').slice(0, 300);

/**
A table in Markdown.
*/
export const trialTable = (trials: readonly Trial[]): string =>
	[
		['id', 'what went wrong', 'what is expected', 'what was seen', 'verdict'],
		['---', '---', '---', '---', '---'],
		...trials.map(({id, fault, expected, seen, verdict}) => [id, fault, expected, seen, verdict]),
	]
		.map(cells => `| ${cells.map(cell).join(' | ')} |`)
		.join('\n');
