import {serviceIn} from '../config/profile-for.js';
import {openWithoutList} from '../open-session.js';
import {exitCodeOf} from '../output/exit-code.js';
import {createReporter} from '../output/reporter.js';
import {readConnections} from '../platform/connections.js';
import type {Program} from '../program.js';
import {runUntil} from '../run-until.js';
import type {Settings} from '../settings.js';
import type {AppState} from '../store/app-store.js';
import type {ListEvent} from '../store/events.js';
import type {TaskId} from '../task/task.js';
import type {Watch} from '../task/watch.js';
import {accountsFor} from './accounts-for.js';
import {createAskOnce} from './ask-once.js';
import {hooksFor} from './hooks-for.js';
import {idInputOf} from './id-input.js';
import {visitList} from './list-visit.js';
import {createScriptTasks, type TakesListed} from './script-tasks.js';
import {showProgress} from './show-progress.js';
import {takeTasks} from './take-tasks.js';

/**
A command for scripts: what it does with the tasks that it is given.
*/
export type Script = {
	readonly command: string;
	/** Save each result as it comes. */
	readonly isSaving: boolean;
	/** Ask about each task once, not until it is settled. */
	readonly isAskedOnce: boolean;
	/** Which tasks of the watch list `--all` takes. */
	readonly takes: TakesListed;
	readonly isOver: (state: AppState, isInputOver: boolean) => boolean;
	/** An event as text for standard output. */
	readonly textOf: (event: ListEvent) => string | undefined;
	/** Whether that tells of troubles too. */
	readonly hasTroubleInText: boolean;
	/** The tasks that the exit code tells of. */
	readonly judged: (state: AppState, namedIds: ReadonlySet<TaskId>) => readonly Watch[];
	/**
	@returns What the user is told where not all was done that was asked for, in a sentence.
	*/
	readonly whyCutShort: (judged: readonly Watch[], isTimeUp: boolean) => string | undefined;
};

/**
Ask about tasks without a screen, and tell scripts and people how that goes.

@returns The exit code.
@throws {UsageError}
*/
export const runScript = async (
	script: Script,
	words: readonly string[],
	settings: Settings,
	program: Program,
): Promise<number> => {
	const {stdin, stdout, stderr, version, environment, log, leaving, hasProgress} = program;
	const {format, timeoutMs, isAll, stateFolder} = settings;
	const input = idInputOf(script.command, words, settings, program);
	const accounts = await accountsFor(settings, program);
	const list = isAll || script.isSaving ? visitList(stateFolder) : undefined;
	stderr.write(list?.damage === undefined ? '' : `${list.damage}\n`);

	let isWaitOver = false;
	const hooks = hooksFor(accounts, program, () => !isWaitOver);
	const {session, clock, askTask, close} = openWithoutList(
		accounts,
		{stateFolder, isOnList: list && (id => list.watches.has(id))},
		{
			version,
			connections: readConnections(environment),
			log,
			isAutoDownload: script.isSaving,
			isPatient: false,
			isAsking: !script.isAskedOnce,
			onEvents(events, state) {
				list?.record(events);
				reporter.tell(events, state);
				hooks.onEvents(events, state);
			},
		},
	);
	const {store} = session;
	const progress = showProgress(store, settings, program);
	const isTroubleShown = hasProgress || (format === 'text' && script.hasTroubleInText);
	const reporter = createReporter({
		format,
		textOf: script.textOf,
		write: text => progress.above(() => stdout.write(text)),
		warn: isTroubleShown ? undefined : text => stderr.write(text),
		now: clock.now,
		serviceOf: serviceIn(accounts),
	});

	const over = new AbortController();
	const timeUp = timeoutMs === undefined ? over.signal : AbortSignal.timeout(timeoutMs);
	const signal = AbortSignal.any([leaving.signal, timeUp, over.signal]);
	const tasks = createScriptTasks(store, accounts, list, isAll ? script.takes : () => false);
	const askOnce = createAskOnce({
		clock,
		askTask,
		concurrency: settings.account.concurrency,
		report: store.getState().pollsReported,
	});
	const ask = async (ids: readonly TaskId[]) => (script.isAskedOnce ? askOnce(ids, signal) : undefined);
	let isTimeUp = false;
	try {
		const taking = takeTasks({...input, stdin, signal, tasks, ask});
		isTimeUp = !(await runUntil(session, {signal, isOver: script.isOver, input: taking})) && timeUp.aborted;
		isWaitOver = true;
		hooks.onEvents([], store.getState());
	} finally {
		over.abort();
		progress.end(leaving.code() !== 0);
		await close();
		await hooks.finish();
		const problem = list?.close();
		stderr.write(problem === undefined ? '' : `The watch list was not told of what was saved: ${problem}\n`);
	}

	const state = store.getState();
	reporter.finish(state);
	const judged = script.judged(state, tasks.namedIds);
	const whyCutShort = leaving.signal.aborted ? undefined : script.whyCutShort(judged, isTimeUp);
	stderr.write(whyCutShort === undefined ? '' : `${whyCutShort}\n`);
	return exitCodeOf({
		watches: judged,
		downloads: script.isSaving ? [...state.downloads.values()] : [],
		isSaving: script.isSaving,
		isCutShort: whyCutShort !== undefined,
	});
};
