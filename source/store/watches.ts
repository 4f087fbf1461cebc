import type {StateCreator} from 'zustand/vanilla';
import type {Health} from '../task/health.js';
import {withEarlierMeasurement} from '../task/measurement.js';
import type {PollReport} from '../task/poll-report.js';
import {isSameAnswer} from '../task/same-answer.js';
import {isSettled, type TaskAnswer, type TaskId} from '../task/task.js';
import {endedRun, withRuns} from '../task/timing.js';
import {defaultProfile, newWatch, type Watch} from '../task/watch.js';
import type {AppState} from './app-store.js';

/** Tells the profile of a task that comes onto the list. */
export type ProfileOf = (id: TaskId) => string;

export type WatchesSlice = {
	/** The watch list, in the order of adding. */
	readonly watches: ReadonlyMap<TaskId, Watch>;

	/**
	Put tasks on the list. Those on it already stay as they are.

	@returns The ones that are new.
	*/
	readonly watch: (ids: readonly TaskId[], now: number, profileOf?: ProfileOf) => readonly TaskId[];
	/** Put back whole watches: a saved list, or what an undo brings back. */
	readonly restore: (watches: readonly Watch[]) => void;
	readonly unwatch: (ids: readonly TaskId[]) => void;
	/** An empty label takes the label off. */
	readonly label: (id: TaskId, label: string) => void;
	/** Ask about tasks once more, also where they were finished or given up. */
	readonly askAgain: (ids: readonly TaskId[]) => void;
	readonly pollsReported: (reports: readonly PollReport[]) => void;
};

const healthAfter = (before: Health, {reading, askedAt, answeredAt, nextPollAt, failureCount}: PollReport): Health => {
	const lastAnswerAt = reading.answer ? answeredAt : before.lastAnswerAt;
	return {
		state: reading.problem?.state ?? 'ok',
		...(reading.problem && {message: reading.problem.message}),
		failureCount,
		...(lastAnswerAt !== undefined && {lastAnswerAt}),
		roundTripMs: answeredAt - askedAt,
		...(nextPollAt !== undefined && {nextPollAt}),
	};
};

/**
The answer to keep. A result that is known stays known, whatever the service says of an old task later, or no longer says, and so does a phase when the next answer has a word for it that nobody knows. What says the same stays the same object, so that nothing is drawn or saved again for it.
*/
const answerAfter = (before: TaskAnswer | undefined, told: TaskAnswer | undefined): TaskAnswer | undefined => {
	const after = told && withEarlierMeasurement(before, told);
	const isResultLost =
		before?.phase === 'succeeded' &&
		(after?.phase !== 'succeeded' || (after.outputs.length === 0 && before.outputs.length > 0));
	const isKnowledgeLost = before !== undefined && before.phase !== 'unknown' && after?.phase === 'unknown';
	return after === undefined || isResultLost || isKnowledgeLost || isSameAnswer(before, after) ? before : after;
};

const watchAfter = (watch: Watch, report: PollReport): Watch => {
	const {isAskedAgain, isGivenUp, ...rest} = watch;
	const answer = answerAfter(watch.answer, report.reading.answer);
	const hasEnded = watch.answer && !isSettled(watch.answer.phase) && answer && isSettled(answer.phase);
	return {
		...rest,
		...(answer && {answer}),
		...(hasEnded && {sawEndAt: report.answeredAt}),
		health: healthAfter(watch.health, report),
		// A task whose end is known is not missing, even if the service has forgotten it since.
		...(report.isGivenUp && !(answer && isSettled(answer.phase)) && {isGivenUp: true}),
		...(isAskedAgain && report.reading.answer === undefined && !report.isGivenUp && {isAskedAgain}),
	};
};

export const createWatchesSlice: StateCreator<AppState, [], [], WatchesSlice> = (set, get) => {
	/** The list with some watches changed; those no longer on the list are left out. */
	const changed = <Item extends {readonly id: TaskId}>(
		items: readonly Item[],
		next: (watch: Watch, item: Item) => Watch,
	): ReadonlyMap<TaskId, Watch> => {
		const watches = new Map(get().watches);
		for (const item of items) {
			const watch = watches.get(item.id);
			if (watch) {
				watches.set(item.id, next(watch, item));
			}
		}

		return watches;
	};

	return {
		watches: new Map(),

		watch(ids, now, profileOf = () => defaultProfile) {
			const {watches} = get();
			const newIds = [...new Set(ids)].filter(id => !watches.has(id));
			if (newIds.length > 0) {
				set({watches: new Map([...watches, ...newIds.map(id => [id, newWatch(id, now, profileOf(id))] as const)])});
			}

			return newIds;
		},

		restore(restored) {
			set({watches: new Map([...get().watches, ...restored.map(watch => [watch.id, watch] as const)])});
		},

		unwatch(ids) {
			const gone = new Set(ids);
			set({watches: new Map([...get().watches].filter(([id]) => !gone.has(id)))});
		},

		label(id, label) {
			set({watches: changed([{id}], ({label: _, ...watch}) => (label === '' ? watch : {...watch, label}))});
		},

		askAgain(ids) {
			set({
				watches: changed(
					ids.map(id => ({id})),
					watch => ({...watch, isAskedAgain: true}),
				),
			});
		},

		pollsReported(reports) {
			if (reports.length > 0) {
				const {watches: before, timings} = get();
				const watches = changed(reports, watchAfter);
				const runs = [...new Set(reports.map(({id}) => id))].flatMap(
					id => endedRun(before.get(id), watches.get(id)) ?? [],
				);
				set({watches, timings: withRuns(timings, runs)});
			}
		},
	};
};
