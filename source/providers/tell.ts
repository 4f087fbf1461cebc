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
	/** Whether the progress of a task that came to a bad end means something. @default false */
	readonly isProgressKept?: boolean;
	readonly outputs?: ReadonlyArray<Output | undefined>;
	/** Whether a success without an output is a failure. @default false */
	readonly isOutputDue?: boolean;
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

const noOutput = 'The service calls the task done, but gave no result.';

/**
Put what a family found into a reading. Links count only when the task succeeded, as services send previews before; a reason counts only when it did not, as services send empty error objects on success. An answer without a status is none.
*/
export const tell = (family: string, {phase: told, statusText, problem}: Status, found: Told): Reading => {
	if (statusText === undefined) {
		return defined({problem});
	}

	const {outputs = [], size, sizeSource = 'answer', progress, error, finishedAt, ...others} = found;
	const {isProgressKept = false, isOutputDue = false, ...rest} = others;
	const files = told === 'succeeded' ? eachOnce(outputs) : [];
	const isEmpty = told === 'succeeded' && isOutputDue && files.length === 0;
	const phase = isEmpty ? 'failed' : told;
	const isBadEnd = isSettled(phase) && phase !== 'succeeded';
	const answer: TaskAnswer = {
		family,
		phase,
		outputs: files,
		...defined({
			...rest,
			...size,
			statusText,
			resolutionSource: size && sizeSource,
			progress: isBadEnd && !isProgressKept ? undefined : progress,
			error: isBadEnd ? (error ?? (isEmpty ? noOutput : undefined)) : undefined,
			finishedAt: isSettled(phase) ? finishedAt : undefined,
		}),
	};

	return {answer, ...defined({problem})};
};
