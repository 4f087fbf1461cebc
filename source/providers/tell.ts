import type {Reading} from '../task/reading.js';
import {isSettled, type Output, type TaskAnswer} from '../task/task.js';
import type {Status} from './phase-words.js';
import type {Size} from './units.js';

/**
What a family found in a body. What is `undefined` was not told.
*/
export type Told = {
	readonly model?: string | undefined;
	/** Forgotten once the task came to a bad end, where services leave it at 0 or at 100. */
	readonly progress?: number | undefined;
	readonly outputs?: ReadonlyArray<Output | undefined>;
	readonly size?: Size | undefined;
	/** Where the size was read. @default 'answer' */
	readonly sizeSource?: TaskAnswer['resolutionSource'];
	readonly resolutionLabel?: string | undefined;
	readonly durationSeconds?: number | undefined;
	readonly error?: string | undefined;
	readonly createdAt?: number | undefined;
	/** May be the time of the last change: it counts only once the task is settled. */
	readonly finishedAt?: number | undefined;
};

type Defined<T> = {[Key in keyof T]?: Exclude<T[Key], undefined>};

const defined = <T extends object>(object: T): Defined<T> =>
	Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Defined<T>;

const eachOnce = (outputs: ReadonlyArray<Output | undefined>): readonly Output[] =>
	new Map(outputs.flatMap(output => (output ? [[Object.values(output.place).join('\0'), output]] : [])))
		.values()
		.toArray();

/**
Put what a family found into a reading. Links count only when the task succeeded, as services send previews before; a reason counts only when it did not, as services send empty error objects on success. An answer without a status is none.
*/
export const tell = (family: string, {phase, statusText, problem}: Status, told: Told): Reading => {
	if (statusText === undefined) {
		return defined({problem});
	}

	const {outputs = [], size, sizeSource = 'answer', progress, error, finishedAt, ...rest} = told;
	const isBadEnd = isSettled(phase) && phase !== 'succeeded';
	const answer: TaskAnswer = {
		family,
		phase,
		outputs: phase === 'succeeded' ? eachOnce(outputs) : [],
		...defined({
			...rest,
			...size,
			statusText,
			resolutionSource: size && sizeSource,
			progress: isBadEnd ? undefined : progress,
			error: isBadEnd ? error : undefined,
			finishedAt: isSettled(phase) ? finishedAt : undefined,
		}),
	};

	return {answer, ...defined({problem})};
};
