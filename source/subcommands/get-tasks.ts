import {taskIdsOf} from '../arguments.js';
import type {Accounts} from '../config/accounts.js';
import {placeIn, serviceIn} from '../config/profile-for.js';
import {accountsWithHiddenKeys, createLoggedNetwork} from '../logged-network.js';
import {taskLine} from '../output/event-text.js';
import {answeredExitCode} from '../output/exit-code.js';
import type {Format} from '../output/reporter.js';
import {taskEventLine, tasksDocument} from '../output/task-json.js';
import {createPassingAnswerFolder} from '../platform/answer-folder.js';
import {type Connections, readConnections} from '../platform/connections.js';
import {createLazyNetwork} from '../platform/lazy-network.js';
import {createSystemClock} from '../platform/system-clock.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import {createAppStore} from '../store/app-store.js';
import {UsageError} from '../task/errors.js';
import type {Log} from '../task/log.js';
import type {TaskId} from '../task/task.js';
import {accountsFor} from './accounts-for.js';
import {createAskOnce} from './ask-once.js';

export type GetOptions = {
	readonly ids: readonly TaskId[];
	readonly accounts: Accounts;
	readonly version: string;
	/** How hosts are reached; directly by default. */
	readonly connections?: Connections | undefined;
	/** Where the questions are written down; nowhere by default. */
	readonly log?: Log | undefined;
	readonly signal: AbortSignal;
	/** A line a task, one JSON document, or a line of JSON a task. */
	readonly format: Format;
};

/**
Ask once about each task.

@returns What to print, and the exit code.
@throws {UsageError} when no task is named.
*/
export const getTasks = async ({ids, accounts: given, version, connections, log, signal, format}: GetOptions) => {
	if (ids.length === 0) {
		throw new UsageError('There is nothing to ask about. Name a task ID: taskwatch get ID');
	}

	const clock = createSystemClock();
	const accounts = log ? accountsWithHiddenKeys(given, log) : given;
	const {now} = clock;
	const store = createAppStore(now());
	const place = placeIn(accounts);
	const profile = (id: TaskId): string => place(id).profile;
	const answerFolder = createPassingAnswerFolder(undefined, now);
	const direct = createLazyNetwork({accounts, profileOf: profile, answerFolder, version, now, ...connections});
	const network = log ? createLoggedNetwork(direct, log, now) : direct;
	const askOnce = createAskOnce({
		clock,
		askTask: network.askTask,
		report: store.getState().pollsReported,
	});

	try {
		await askOnce(store.getState().watch(ids, now(), profile), signal);
	} finally {
		await network.close();
		answerFolder.close();
	}

	const state = store.getState();
	const watches = [...state.watches.values()];
	const context = {downloads: state.downloads, now: now(), serviceOf: serviceIn(accounts)};
	const texts: Readonly<Record<Format, () => string>> = {
		text: () => watches.map(watch => taskLine(watch, now())).join('\n'),
		json: () => tasksDocument(watches, context),
		ndjson: () =>
			watches.map(watch => taskEventLine(watch.answer ? 'phase' : 'health', now(), watch, context)).join('\n'),
	};
	return {text: texts[format](), code: answeredExitCode(state)};
};

/** Ask once and print the answer. */
export const get = async (words: readonly string[], settings: Settings, program: Program): Promise<number> => {
	const {stdout, version, leaving, environment, log} = program;
	const ids = taskIdsOf(words, true);
	const accounts = await accountsFor(settings, program);
	const {text, code} = await getTasks({
		ids,
		accounts,
		version,
		connections: readConnections(environment),
		log,
		signal: leaving.signal,
		format: settings.format,
	});
	stdout.write(`${text}\n`);
	return code;
};
