import {UnreachableError} from '../task/errors.js';
import type {Problem} from '../task/health.js';
import type {PollReport} from '../task/poll-report.js';
import {isSettled, type TaskAnswer, type TaskId} from '../task/task.js';
import {elapsedMs, type Watch} from '../task/watch.js';
import {retryAfterMs} from './backoff.js';
import type {HostGate} from './host-gate.js';
import {failureDelayMs, pollDelayMs} from './poll-delay.js';
import type {AskTask, Clock, Reply} from './ports.js';

export type PollerOptions = {
	readonly clock: Clock;
	/** From 0 to 1, for the spread of delays. */
	readonly random: () => number;
	readonly askTask: AskTask;
	/** The gate of the host that knows a task. */
	readonly gateOf: (id: TaskId) => HostGate;
	readonly report: (report: PollReport) => void;
	/** A fixed time between two questions about a task, in milliseconds. Without it the time follows the task's age. */
	readonly intervalMs?: number | undefined;
};

export type Poller = {
	/**
	Ask about exactly these tasks from now on: loops of tasks that are gone are aborted at once, those of new ones begin.
	*/
	readonly reconcile: (wanted: readonly Watch[]) => void;

	/** Ask about these at once instead of when they are due. */
	readonly pollNow: (ids: readonly TaskId[]) => void;
};

type Loop = {readonly controller: AbortController; wake: () => void};

/** Failures in a row, over all tasks of a host, after which only one question probes it. */
const offlineCount = 2;
const authCount = 2;

const problemOf = (error: unknown): Problem => ({
	state: error instanceof UnreachableError ? 'offline' : 'bad_response',
	message: error instanceof Error ? error.message : String(error),
});

/**
Asks about each wanted task in a loop of its own, politely: through the gate of its host, backing off when questions fail, until the task is settled or nobody wants to know any more.
*/
export const createPoller = ({clock, random, askTask, gateOf, report, intervalMs}: PollerOptions): Poller => {
	const loops = new Map<TaskId, Loop>();
	const failuresOfGate = new Map<HostGate, {state: Problem['state']; count: number}>();

	/** A host that refuses the token or is out of reach is not asked by every task: one question probes it for all. */
	const judgeHost = (gate: HostGate, {problem, retryAfterMs: askedMs}: Reply, delayMs: number): void => {
		if (!problem) {
			failuresOfGate.delete(gate);
			gate.reopen();
			return;
		}

		const last = failuresOfGate.get(gate);
		const count = last?.state === problem.state ? last.count + 1 : 1;
		failuresOfGate.set(gate, {state: problem.state, count});
		const isHostWide =
			(problem.state === 'offline' && count >= offlineCount) ||
			(problem.state === 'auth' && count >= authCount) ||
			(problem.state === 'rate_limited' && askedMs !== undefined);
		if (isHostWide) {
			gate.hold(clock.now() + delayMs);
		}
	};

	const ask = async (id: TaskId, signal: AbortSignal): Promise<Reply> => {
		try {
			return await askTask(id, signal);
		} catch (error) {
			// Whether it was our own abort is asked of the signal, by the caller: the error does not tell.
			return {problem: problemOf(error)};
		}
	};

	const follow = async ({id, addedAt, answer: firstAnswer, health}: Watch, loop: Loop): Promise<void> => {
		const {signal} = loop.controller;
		const gate = gateOf(id);
		let answer: TaskAnswer | undefined = firstAnswer;
		let {failureCount} = health;

		const delayAfter = ({problem, retryAfterMs: askedMs}: Reply): number | undefined => {
			if (problem) {
				const delayMs = failureDelayMs(problem, failureCount, answer !== undefined, random);
				return delayMs === undefined || askedMs === undefined ? delayMs : retryAfterMs(askedMs, random);
			}

			const ageMs = elapsedMs({id, addedAt, health, ...(answer && {answer})}, clock.now()) ?? 0;
			return intervalMs ?? pollDelayMs(answer?.phase ?? 'unknown', ageMs, random);
		};

		for (;;) {
			const leave = await gate.enter(signal);
			const askedAt = clock.now();
			const reply = await ask(id, signal).finally(leave);
			signal.throwIfAborted();

			answer = reply.answer ?? answer;
			failureCount = reply.problem ? failureCount + 1 : 0;
			const isDone = reply.answer !== undefined && isSettled(reply.answer.phase);
			const delayMs = isDone ? undefined : delayAfter(reply);
			judgeHost(gate, isDone ? {} : reply, delayMs ?? 0);

			const answeredAt = clock.now();
			report({
				id,
				reading: reply,
				askedAt,
				answeredAt,
				failureCount,
				...(delayMs !== undefined && {nextPollAt: answeredAt + delayMs}),
				isGivenUp: !isDone && delayMs === undefined,
			});
			if (delayMs === undefined) {
				return;
			}

			await sleepUntilWoken(delayMs, loop);
		}
	};

	const sleepUntilWoken = async (delayMs: number, loop: Loop): Promise<void> => {
		const nap = new AbortController();
		const onAbort = () => nap.abort();
		loop.controller.signal.addEventListener('abort', onAbort, {once: true});
		loop.wake = onAbort;
		// A rejection here is a wake-up: by the user, or by the abort that the loop itself looks for next.
		await clock.sleep(delayMs, nap.signal).catch(() => undefined);
		loop.controller.signal.removeEventListener('abort', onAbort);
	};

	const start = (watch: Watch): void => {
		const loop: Loop = {controller: new AbortController(), wake() {}};
		loops.set(watch.id, loop);
		follow(watch, loop).catch(error => {
			if (!loop.controller.signal.aborted) {
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
				gateOf(id).reopen();
				loops.get(id)?.wake();
			}
		},
	};
};
