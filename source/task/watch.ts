import {type Health, neverAsked} from './health.js';
import {isSettled, type Phase, type TaskAnswer, type TaskId} from './task.js';

/**
One line of the watch list: a task we ask about, the last good answer, and how the asking goes. Times are milliseconds since the Unix epoch.
*/
export type Watch = {
	readonly id: TaskId;
	/** The profile of the account that it is asked with. */
	readonly profile: string;
	readonly label?: string;
	readonly addedAt: number;
	/** The last good answer. A failed question leaves it standing. */
	readonly answer?: TaskAnswer;
	readonly health: Health;
	/** When we saw the task settle that was not settled before; absent where it was settled when we first asked. */
	readonly sawEndAt?: number;
	/** Set when asking has been given up, as the service does not know the task. */
	readonly isGivenUp?: boolean;
	/** Set while the user wants a task asked about once more that was finished. */
	readonly isAskedAgain?: boolean;
};

/** The profile of options and environment alone. */
export const defaultProfile = 'default';

export const newWatch = (id: TaskId, addedAt: number, profile = defaultProfile): Watch => ({
	id,
	profile,
	addedAt,
	health: neverAsked,
});

export const phaseOf = ({answer}: Watch): Phase => answer?.phase ?? 'unknown';

/**
Whether the service has told that the task ended without a result.
*/
export const isFailed = (watch: Watch): boolean => isSettled(phaseOf(watch)) && phaseOf(watch) !== 'succeeded';

/**
Whether a task succeeded by the service's word, and nothing came of it.
*/
export const hasNoResult = (watch: Watch): boolean =>
	phaseOf(watch) === 'succeeded' && watch.answer?.outputs.length === 0;

/**
Whether there is nothing more to ask.
*/
export const isFinished = (watch: Watch): boolean =>
	watch.isAskedAgain !== true && (isSettled(phaseOf(watch)) || watch.isGivenUp === true);

/**
Whether the elapsed time starts at our first sight of the task, as the service tells no creation time.
*/
export const isElapsedApproximate = ({answer}: Watch): boolean => answer?.createdAt === undefined;

/**
How long a task has been, or was, under way.

@param now - Milliseconds since the Unix epoch.
@returns Milliseconds, never negative, as the service's clock may be ahead of ours. `undefined` where the end of a settled task was not told and not seen.
*/
export const elapsedMs = ({addedAt, answer, sawEndAt}: Watch, now: number): number | undefined => {
	const start = answer?.createdAt ?? addedAt;
	const end = answer && isSettled(answer.phase) ? (answer.finishedAt ?? sawEndAt) : now;
	return end === undefined ? undefined : Math.max(0, end - start);
};
