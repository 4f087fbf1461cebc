import {UnreachableError} from '../task/errors.js';
import type {Problem} from '../task/health.js';
import type {PollReport} from '../task/poll-report.js';
import {isSettled, type TaskAnswer, type TaskId} from '../task/task.js';
import type {UsualTime} from '../task/timing.js';
import {elapsedMs, type Watch} from '../task/watch.js';
import {retryAfterMs} from './backoff.js';
import type {HostGate} from './host-gate.js';
import {createHostJudge} from './host-judge.js';
import {failureDelayMs, pollDelayMs} from './poll-delay.js';
import type {AskTask, Clock, Pace, Reply} from './ports.js';
import {createSleeper, type Sleeper} from './sleeper.js';

export type PollerOptions = {
	readonly clock: Clock;
	/** From 0 to 1, for the spread of delays. */
	readonly random: () => number;
	readonly askTask: AskTask;
	/** The gate of the host that knows a task. */
	readonly gateOf: (id: TaskId) => HostGate;
	readonly report: (report: PollReport) => void;
	/** How often a task is asked about. */
	readonly paceOf: (id: TaskId) => Pace;
	/** How long tasks take that answer so while they run, where that is known. */
	readonly usualTimeOf: (answer: TaskAnswer) => UsualTime | undefined;
};

export type Poller = {
	/**
	Ask about exactly these tasks from now on: loops of tasks that are gone are aborted at once, those of new ones begin.
	*/
	readonly reconcile: (wanted: readonly Watch[]) => void;

	/** Ask about these at once instead of when they are due, or probe their host if it is held. A time that the host itself named is kept, unless it is more than an hour away. */
	readonly pollNow: (ids: readonly TaskId[]) => void;
};

type Loop = {readonly controller: AbortController; readonly sleeper: Sleeper};

const problemOf = (error: unknown): Problem => ({
	state: error instanceof UnreachableError ? 'offline' : 'bad_response',
	message: error instanceof Error ? error.message : String(error),
});

/**
Asks about each wanted task in a loop of its own, politely: through the gate of its host, backing off when questions fail, until the task is settled or nobody wants to know any more.
*/
export const createPoller = ({clock, random, askTask, gateOf, report, paceOf, usualTimeOf}: PollerOptions): Poller => {
	const loops = new Map<TaskId, Loop>();
	const judgeHost = createHostJudge({clock, random});

	const ask = async (id: TaskId, signal: AbortSignal): Promise<Reply> => {
		try {
			return await askTask(id, signal);
		} catch (error) {
			// Whether it was our own abort is asked of the signal, by the caller: the error does not tell.
			return {problem: problemOf(error)};
		}
	};

	const follow = async (
		{id, profile, addedAt, answer: firstAnswer, health}: Watch,
		{controller, sleeper}: Loop,
	): Promise<void> => {
		const {signal} = controller;
		const gate = gateOf(id);
		let answer: TaskAnswer | undefined = firstAnswer;
		let {failureCount} = health;
		let missingCount = health.state === 'not_found' ? failureCount : 0;
		let isProbe = false;

		/** As long as the service asks for, also where we would come back sooner. */
		const atLeast = (delayMs: number, askedMs: number | undefined): number =>
			askedMs === undefined ? delayMs : Math.max(delayMs, retryAfterMs(askedMs, random));

		const delayAfter = ({problem, retryAfterMs: askedMs}: Reply): number | undefined => {
			const {intervalMs, minIntervalMs = 0} = paceOf(id);
			if (problem) {
				// Only what denies the task makes us give it up.
				const inVainCount = problem.state === 'not_found' ? missingCount : failureCount;
				const delayMs = failureDelayMs(problem, inVainCount, answer !== undefined, random);
				return delayMs === undefined ? undefined : atLeast(Math.max(delayMs, minIntervalMs), askedMs);
			}

			const ageMs = elapsedMs({id, profile, addedAt, health, ...(answer && {answer})}, clock.now()) ?? 0;
			const usualMs =
				intervalMs ?? pollDelayMs(answer?.phase ?? 'unknown', ageMs, random, answer && usualTimeOf(answer));
			return atLeast(Math.max(usualMs, minIntervalMs), askedMs);
		};

		const count = ({answer: latest, problem}: Reply): void => {
			answer = latest ?? answer;
			failureCount = problem ? failureCount + 1 : 0;
			missingCount = latest ? 0 : missingCount + (problem?.state === 'not_found' ? 1 : 0);
		};

		for (;;) {
			const leave = await gate.enter(signal, isProbe);
			const askedAt = clock.now();
			const reply = await ask(id, signal);
			// Judged before its place is free, as nobody may slip in between.
			const isDone = reply.answer !== undefined && isSettled(reply.answer.phase);
			const heldUntil = signal.aborted ? undefined : judgeHost(gate, id, isDone ? {} : reply, askedAt);
			leave();
			signal.throwIfAborted();

			count(reply);
			const answeredAt = clock.now();
			const delayMs = isDone ? undefined : delayAfter(reply);
			const nextPollAt = delayMs === undefined ? undefined : (heldUntil ?? answeredAt + delayMs);
			report({
				id,
				reading: reply,
				askedAt,
				answeredAt,
				failureCount,
				...(nextPollAt !== undefined && {nextPollAt}),
				isGivenUp: !isDone && delayMs === undefined,
			});
			if (delayMs === undefined) {
				return;
			}

			const isHeld = heldUntil !== undefined;
			// A token may be good for others: they take their turn to show it.
			isProbe = isHeld && reply.problem?.state !== 'auth';
			if (!isHeld) {
				await sleeper.sleep(delayMs);
			}
		}
	};

	const start = (watch: Watch): void => {
		const controller = new AbortController();
		const loop: Loop = {controller, sleeper: createSleeper(clock, controller.signal)};
		loops.set(watch.id, loop);
		follow(watch, loop).catch(error => {
			if (!controller.signal.aborted) {
				throw error;
			}
		});
	};

	return {
		reconcile(wanted) {
			const wantedIds = new Set(wanted.map(({id}) => id));
			for (const [id, {controller}] of loops) {
				if (!wantedIds.has(id)) {
					loops.delete(id);
					controller.abort();
				}
			}

			for (const watch of wanted) {
				if (!loops.has(watch.id)) {
					start(watch);
				}
			}
		},

		pollNow(ids) {
			for (const id of ids) {
				gateOf(id).probe();
				loops.get(id)?.sleeper.wake();
			}
		},
	};
};
