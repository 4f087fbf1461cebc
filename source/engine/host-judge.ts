import type {Problem} from '../task/health.js';
import {backoffMs, retryAfterMs} from './backoff.js';
import type {HostGate} from './host-gate.js';
import type {Clock, Reply} from './ports.js';

const secondMs = 1000;
const minuteMs = 60 * secondMs;

/** Problems of the host or the account, which every other task would meet too. A refused token is probed five times in an hour. */
const holdRanges: Partial<Record<Problem['state'], {readonly baseMs: number; readonly capMs: number}>> = {
	offline: {baseMs: 2 * secondMs, capMs: minuteMs},
	rate_limited: {baseMs: 5 * secondMs, capMs: minuteMs},
	auth: {baseMs: 2 * minuteMs, capMs: 60 * minuteMs},
};

/** Failures in a row, over all tasks of a host, after which only one question probes it. */
const patience = 2;

type Trouble = {
	readonly state: Problem['state'];
	readonly failureCount: number;
	readonly holdCount: number;
	readonly heldAt: number;
	readonly heldUntil: number;
};

/**
Judge a host by a reply of it.

@param askedAt - When the question was asked, in milliseconds since the Unix epoch.
@returns Until when the host is held because of it, in milliseconds since the Unix epoch; `undefined` where it is not.
*/
export type JudgeHost = (gate: HostGate, reply: Reply, askedAt: number) => number | undefined;

/**
A host that refuses the token, is out of reach or has had enough is not asked by every task: its gate is held, ever longer, for one question to probe it. A time that the host itself names is kept by all.
*/
export const createHostJudge = ({clock, random}: {readonly clock: Clock; readonly random: () => number}): JudgeHost => {
	const troubles = new WeakMap<HostGate, Trouble>();

	return (gate, {problem, retryAfterMs: askedMs}, askedAt) => {
		const now = clock.now();
		const pausedUntil = problem && askedMs !== undefined ? now + retryAfterMs(askedMs, random) : 0;
		if (pausedUntil > 0) {
			gate.pause(pausedUntil);
		}

		// Who does not know a task has read the question, and so is well.
		if (!problem || problem.state === 'not_found') {
			troubles.delete(gate);
			gate.reopen();
			return undefined;
		}

		const {state} = problem;
		const last = troubles.get(gate);
		const before = last?.state === state ? last : {failureCount: 0, holdCount: 0, heldAt: Number.NEGATIVE_INFINITY};
		const trouble: Trouble = {heldUntil: 0, ...before, state, failureCount: before.failureCount + 1};
		const range = holdRanges[state];
		if (!range || trouble.failureCount < patience) {
			troubles.set(gate, trouble);
			return undefined;
		}

		// What was under way when the hold began tells nothing new.
		const isNews = askedAt > trouble.heldAt;
		const holdCount = trouble.holdCount + (isNews ? 1 : 0);
		const heldUntil = isNews ? now + backoffMs(holdCount, random, range) : trouble.heldUntil;
		troubles.set(gate, {...trouble, holdCount, heldUntil, heldAt: isNews ? now : trouble.heldAt});
		gate.hold(heldUntil);
		return Math.max(heldUntil, pausedUntil);
	};
};
