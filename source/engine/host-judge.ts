import type {Problem} from '../task/health.js';
import type {TaskId} from '../task/task.js';
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

/** So many tasks may be the only ones that the token is not good for. */
const fewTasks = 2;

/** Whoever was answered within this time shows that the host is well. No task is asked about so seldom. */
const recentMs = 10 * minuteMs;

type Trouble = {
	readonly state: Problem['state'];
	readonly failedIds: ReadonlySet<TaskId>;
	readonly failureCount: number;
	readonly holdCount: number;
	readonly heldAt: number;
	readonly heldUntil: number;
};

const untroubled = {
	failedIds: new Set<TaskId>(),
	failureCount: 0,
	holdCount: 0,
	heldAt: Number.NEGATIVE_INFINITY,
	heldUntil: 0,
};

/**
Judge a host by a reply of it.

@param id - The task that was asked about.
@param askedAt - When the question was asked, in milliseconds since the Unix epoch.
@returns Until when the host is held because of it, in milliseconds since the Unix epoch; `undefined` where it is not.
*/
export type JudgeHost = (gate: HostGate, id: TaskId, reply: Reply, askedAt: number) => number | undefined;

/**
A host that refuses the token, is out of reach or has had enough is not asked by every task: its gate is held, ever longer, for one question to probe it. One task or two are no reason for that as long as as many others are answered: they may be the only ones that the token is not good for. A time that the host itself names is kept by all.
*/
export const createHostJudge = ({clock, random}: {readonly clock: Clock; readonly random: () => number}): JudgeHost => {
	const troubles = new WeakMap<HostGate, Trouble>();
	const answers = new WeakMap<HostGate, Map<TaskId, number>>();

	/** When tasks were answered, as far as that is not long ago. */
	const recentAnswers = (gate: HostGate): Map<TaskId, number> => {
		const recent = [...(answers.get(gate) ?? [])].filter(([, answeredAt]) => clock.now() - answeredAt < recentMs);
		const answeredAts = new Map(recent);
		answers.set(gate, answeredAts);
		return answeredAts;
	};

	return (gate, id, {problem, retryAfterMs: askedMs}, askedAt) => {
		const now = clock.now();
		const pausedUntil = problem && askedMs !== undefined ? now + retryAfterMs(askedMs, random) : 0;
		if (pausedUntil > 0) {
			gate.pause(pausedUntil);
		}

		// Who does not know a task has read the question, and so is well.
		if (!problem || problem.state === 'not_found') {
			answers.set(gate, (answers.get(gate) ?? new Map()).set(id, now));
			troubles.delete(gate);
			gate.reopen();
			return undefined;
		}

		const {state} = problem;
		const last = troubles.get(gate);
		const before = last?.state === state ? last : untroubled;
		const failedIds = new Set(before.failedIds).add(id);
		const trouble: Trouble = {...before, state, failedIds, failureCount: before.failureCount + 1};
		const answered = recentAnswers(gate);
		answered.delete(id);
		const isTheirOwn = failedIds.size <= fewTasks && answered.size >= failedIds.size;
		const range = holdRanges[state];
		if (!range || trouble.failureCount < patience || isTheirOwn) {
			troubles.set(gate, trouble);
			return undefined;
		}

		// What was under way when the hold began tells nothing new, unless the time of day has been set back since.
		const isNews = askedAt > trouble.heldAt || now < trouble.heldAt;
		const holdCount = trouble.holdCount + (isNews ? 1 : 0);
		const heldUntil = isNews ? now + backoffMs(holdCount, random, range) : trouble.heldUntil;
		troubles.set(gate, {...trouble, holdCount, heldUntil, heldAt: isNews ? now : trouble.heldAt});
		gate.hold(heldUntil);
		return Math.max(heldUntil, pausedUntil);
	};
};
