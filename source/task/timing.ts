import type {TaskAnswer} from './task.js';
import {elapsedMs, phaseOf, type Watch} from './watch.js';

/**
How long the last runs of each model took, in milliseconds, the latest last. The model whose run ended last stands last.
*/
export type Timings = ReadonlyMap<string, readonly number[]>;

/**
How long the runs of a model take, in milliseconds: nine of ten take `earlyMs` at least, and nine of ten `lateMs` at most.
*/
export type UsualTime = {
	readonly runCount: number;
	readonly earlyMs: number;
	readonly medianMs: number;
	readonly lateMs: number;
};

type Run = {readonly key: string; readonly durationMs: number};

const maxRuns = 50;
const maxModels = 200;

/** Fewer runs tell nothing of the next one. */
const minRuns = 8;

const maxModelLength = 200;

/** What a run is compared by has to be known while it is under way, which the kind of its result is not. */
const keyOf = ({family, model = ''}: TaskAnswer): string => `${family} ${model.slice(0, maxModelLength)}`;

/** Whether the end was seen soon after it was, and not when the program was started again a night later. */
const isWellTimed = ({health}: Watch, {answer, sawEndAt = 0}: Watch, durationMs: number): boolean =>
	answer?.finishedAt !== undefined || sawEndAt - (health.lastAnswerAt ?? 0) <= Math.max(10_000, durationMs / 4);

/**
The run that ended well between two states of a watch.
*/
export const endedRun = (before: Watch | undefined, after: Watch | undefined): Run | undefined => {
	if (
		!before?.answer ||
		!after ||
		after.sawEndAt === undefined ||
		after.sawEndAt === before.sawEndAt ||
		phaseOf(before) === 'unknown' ||
		phaseOf(after) !== 'succeeded'
	) {
		return undefined;
	}

	const durationMs = elapsedMs(after, after.sawEndAt);
	return durationMs !== undefined && isWellTimed(before, after, durationMs)
		? {key: keyOf(before.answer), durationMs}
		: undefined;
};

/**
What is known after some more runs. Without any it stays the same object.
*/
export const withRuns = (timings: Timings, runs: readonly Run[]): Timings => {
	if (runs.length === 0) {
		return timings;
	}

	const after = new Map(timings);
	for (const {key, durationMs} of runs) {
		const durations = [...(after.get(key) ?? []), durationMs].slice(-maxRuns);
		// Deleted first, so that it stands last.
		after.delete(key);
		after.set(key, durations);
	}

	return new Map([...after].slice(-maxModels));
};

/**
How long a task like this one usually takes.

@param answer - What the service last said of the task while it was under way.
@returns `undefined` where too few runs were seen.
*/
export const usualTime = (timings: Timings, answer: TaskAnswer): UsualTime | undefined => {
	const sorted = (timings.get(keyOf(answer)) ?? []).toSorted((one, other) => one - other);
	const percentile = (percent: number): number => sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? 0;
	return sorted.length < minRuns
		? undefined
		: {runCount: sorted.length, earlyMs: percentile(10), medianMs: percentile(50), lateMs: percentile(90)};
};
