import packageJson from '../package.json' with {type: 'json'};
import {taskIdsOf} from './arguments.js';
import {type CommandName, parseCommandLine} from './command-line.js';
import {placeTasks} from './commands/place-tasks.js';
import type {Accounts} from './config/accounts.js';
import {canCancel, placeIn} from './config/profile-for.js';
import {getTasks} from './get-tasks.js';
import {controlJob} from './job-control.js';
import {watchForLeaving} from './leaving.js';
import {loadAccounts} from './load-accounts.js';
import {type Opened, openAccounts, openDemo} from './open-session.js';
import {listTextAtEnd, listTextAtStart} from './output/list-text.js';
import {summaryLines} from './output/summary.js';
import {createEventPrinter, runPlain} from './plain.js';
import {openControllingTerminal} from './platform/controlling-terminal.js';
import {homeFolder, shortFolder} from './platform/folders.js';
import {createSystemClock} from './platform/system-clock.js';
import {createTerminalInput} from './platform/terminal-input.js';
import {readAll} from './platform/text-input.js';
import {colourDepthOf, createPainter} from './screen/paint.js';
import {readSettings, type Settings} from './settings.js';
import {asciiGlyphs, unicodeGlyphs} from './table/glyphs.js';
import {UsageError} from './task/errors.js';
import {findTaskIds} from './task/find-task-ids.js';
import type {TaskId} from './task/task.js';

const {version} = packageJson;
const {env, stdin, stdout, stderr} = process;

const leaving = watchForLeaving(process);

const hasScreen = stdout.isTTY && env['TERM'] !== 'dumb' && !env['CI'];
const onEvents = hasScreen ? undefined : createEventPrinter(text => stdout.write(text), Date.now);

/** Tasks, and the text that names them. */
type Named = {readonly ids: readonly TaskId[]; readonly text: string};

const namedBy = (words: readonly string[]): Named => ({ids: taskIdsOf(words), text: words.join('\n')});

/** The identifiers to watch from the start: the arguments, else those in a text piped in. */
const readIds = async (words: readonly string[], {account: {key}}: Settings): Promise<Named> => {
	const isKeyPiped = key?.type === 'file' && key.path === '-';
	if (words.length > 0 || stdin.isTTY || isKeyPiped) {
		return namedBy(words);
	}

	const text = await readAll(stdin);
	const {ids} = findTaskIds(text);
	if (ids.length === 0 && text.trim() !== '') {
		throw new UsageError('There is no task ID in the text from standard input.');
	}

	return {ids, text};
};

const showDashboard = async ({session, accounts, host}: Opened, settings: Settings): Promise<number> => {
	const keyboard = stdin.isTTY ? stdin : openControllingTerminal();
	if (!keyboard) {
		throw new UsageError('There is no terminal to read keys from.');
	}

	const {store} = session;
	const clock = createSystemClock();
	const input = createTerminalInput({
		stdin: keyboard,
		clock,
		onPasteCut: () => store.getState().notify('The pasted text was too long; its end was left out.', 'bad'),
	});
	let isOver = false;
	void input.ended.then(() => isOver || leaving.hangUp());

	// Before anything is drawn, so that nothing typed or pasted meanwhile is echoed onto the screen.
	keyboard.setRawMode(true);
	const glyphs = settings.isAscii ? asciiGlyphs : unicodeGlyphs;
	const paint = createPainter(settings.hasColour ? colourDepthOf(env) : 'none', settings.isAscii);
	const outputFolder = shortFolder(accounts[0].outputFolder);
	const {runDashboard} = await import('./dashboard.js');
	await runDashboard({
		session,
		surroundings: {
			glyphs,
			host,
			outputFolder,
			canCancel: canCancel(accounts),
			examples: [
				{command: 'taskwatch 314052875571396', meaning: 'watch a task from the start'},
				{command: 'my-generator | taskwatch', meaning: 'watch the IDs a program prints'},
			],
		},
		paint,
		stdin: input as unknown as NodeJS.ReadStream,
		stdout,
		now: clock.now,
		placeTask: placeIn(accounts),
		hasAltScreen: settings.hasAltScreen,
		stopJob: () => process.kill(0, 'SIGTSTP'),
		onReady(ready) {
			controlJob(process, ready);
			leaving.signal.addEventListener('abort', ready.exit);
			if (leaving.signal.aborted) {
				ready.exit();
			}
		},
	});

	isOver = true;
	keyboard.setRawMode(false);
	keyboard.destroy();
	for (const line of summaryLines(store.getState(), stdout.columns, glyphs)) {
		stdout.write(`${paint(line).trimEnd()}\n`);
	}

	if ([...store.getState().downloads.values()].some(({state}) => state.type === 'saved')) {
		stdout.write(`Saved files are in ${outputFolder}\n`);
	}

	return 0;
};

/** Watch until the user leaves, or, without a screen, until there is nothing more to wait for. */
const watch = async (opened: Opened, settings: Settings, {ids, text}: Named): Promise<number> => {
	const {store} = opened.session;
	const placed = placeTasks(ids, text, placeIn(opened.accounts));
	store.getState().addWatches(placed.ids, placed.profileOf);
	if (hasScreen) {
		return showDashboard(opened, settings);
	}

	if (store.getState().watches.size === 0) {
		throw new UsageError('There is nothing to watch. Name task IDs, or pipe a text with IDs in.');
	}

	const code = await runPlain(opened.session, leaving.signal);
	stderr.write(`Results are in ${opened.accounts[0].outputFolder}\n`);
	return code;
};

const watchDemo = async (words: readonly string[], settings: Settings): Promise<number> => {
	const named = namedBy(words);
	const opened = await openDemo({
		...settings.account,
		version,
		onEvents,
		isAutoDownload: settings.isAutoDownload || !hasScreen,
	});
	try {
		const code = await watch(opened, settings, named);
		// Two of its tasks fail, as they are meant to.
		return code === 3 ? 0 : code;
	} finally {
		await opened.close();
	}
};

const load = async (settings: Settings): Promise<Accounts> =>
	loadAccounts({settings, environment: env, home: homeFolder(), readInput: async () => readAll(stdin)});

const watchAccounts = async (words: readonly string[], settings: Settings): Promise<number> => {
	const named = await readIds(words, settings);
	const {stateFolder, isAutoDownload} = settings;
	const opened = openAccounts(await load(settings), stateFolder, {version, onEvents, isAutoDownload});
	stderr.write(hasScreen ? '' : listTextAtStart(opened.session.store.getState()));

	try {
		return await watch(opened, settings, named);
	} finally {
		await opened.close();
		stderr.write(listTextAtEnd(opened.session.store.getState()));
	}
};

const get = async (words: readonly string[], settings: Settings): Promise<number> => {
	const ids = taskIdsOf(words, true);
	const accounts = await load(settings);
	const {text, code} = await getTasks({ids, accounts, version, signal: leaving.signal, isJson: settings.isJson});
	stdout.write(`${text}\n`);
	return code;
};

const subcommands: Readonly<Record<CommandName, (words: readonly string[], settings: Settings) => Promise<number>>> = {
	dashboard: watchAccounts,
	demo: watchDemo,
	get,
};

const main = async (): Promise<number> => {
	const {command, words, flags} = parseCommandLine(process.argv.slice(2), version);
	return subcommands[command](words, readSettings(flags, env, homeFolder()));
};

const report = (error: unknown): number => {
	const isUsage = error instanceof UsageError;
	stderr.write(isUsage ? `taskwatch: ${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`);
	return isUsage ? 2 : 1;
};

// What breaks off because we were asked to leave is no fault.
const code = await main().catch(error => leaving.code() ?? report(error));
const crash = leaving.crash();
process.exitCode = crash === undefined ? (leaving.code() ?? code) : report(crash);
