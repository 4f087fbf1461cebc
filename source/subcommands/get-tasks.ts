import {taskIdsOf} from '../arguments.js';
import type {Accounts} from '../config/accounts.js';
import {placeIn, serviceIn} from '../config/profile-for.js';
import {createHostGate} from '../engine/host-gate.js';
import {taskLine} from '../output/event-text.js';
import {answeredExitCode} from '../output/exit-code.js';
import {tasksDocument} from '../output/task-json.js';
import {createLazyNetwork} from '../platform/lazy-network.js';
import {createSystemClock} from '../platform/system-clock.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import {createAppStore} from '../store/app-store.js';
import {UnreachableError, UsageError} from '../task/errors.js';
import type {PollReport} from '../task/poll-report.js';
import type {Reading} from '../task/reading.js';
import type {TaskId} from '../task/task.js';
import {accountsFor} from './accounts-for.js';

export type GetOptions = {
	readonly ids: readonly TaskId[];
	readonly accounts: Accounts;
	readonly version: string;
	readonly signal: AbortSignal;
	/** One JSON document instead of a line a task. */
	readonly isJson: boolean;
};

/** As many questions at once as the dashboard has under way, one after another without a pause. */
const gateLimits = {maxConcurrent: 4, perSecond: 1000, burst: 1000};

const unreachable = (error: unknown): Reading => {
	if (error instanceof UnreachableError) {
		return {problem: {state: 'offline', message: error.message}};
	}

	throw error;
};

/**
Ask once about each task.

@returns What to print, and the exit code.
@throws {UsageError} when no task is named.
*/
export const getTasks = async ({ids, accounts, version, signal, isJson}: GetOptions) => {
	if (ids.length === 0) {
		throw new UsageError('There is nothing to ask about. Name a task ID: taskwatch get ID');
	}

	const clock = createSystemClock();
	const {now} = clock;
	const store = createAppStore(now());
	const place = placeIn(accounts);
	const profile = (id: TaskId): string => place(id).profile;
	const gate = createHostGate({clock, ...gateLimits});
	const network = createLazyNetwork({accounts, profileOf: profile, version, now});
	const askedIds = store.getState().watch(ids, now(), profile);

	const ask = async (id: TaskId): Promise<PollReport> => {
		const leave = await gate.enter(signal);
		const askedAt = now();
		const reading = await network.askTask(id, signal).catch(unreachable).finally(leave);
		return {id, reading, askedAt, answeredAt: now(), failureCount: reading.problem ? 1 : 0, isGivenUp: false};
	};

	try {
		store.getState().pollsReported(await Promise.all(askedIds.map(ask)));
	} finally {
		await network.close();
	}

	const state = store.getState();
	const watches = [...state.watches.values()];
	return {
		text: isJson
			? tasksDocument(watches, {downloads: state.downloads, now: now(), serviceOf: serviceIn(accounts)})
			: watches.map(watch => taskLine(watch, now())).join('\n'),
		code: answeredExitCode(state),
	};
};

/** Ask once and print the answer. */
export const get = async (words: readonly string[], settings: Settings, program: Program): Promise<number> => {
	const {stdout, version, leaving} = program;
	const ids = taskIdsOf(words, true);
	const accounts = await accountsFor(settings, program);
	const {text, code} = await getTasks({ids, accounts, version, signal: leaving.signal, isJson: settings.isJson});
	stdout.write(`${text}\n`);
	return code;
};
