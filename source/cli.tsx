import packageJson from '../package.json' with {type: 'json'};
import {taskIdsOf} from './arguments.js';
import {parseCommandLine} from './command-line.js';
import {controlJob} from './job-control.js';
import {watchForLeaving} from './leaving.js';
import {type Opened, openAccount, openDemo} from './open-session.js';
import {summaryLines} from './output/summary.js';
import {createEventPrinter, runPlain} from './plain.js';
import {openControllingTerminal} from './platform/controlling-terminal.js';
import {homeFolder, shortFolder} from './platform/folders.js';
import {createSystemClock} from './platform/system-clock.js';
import {createTerminalInput} from './platform/terminal-input.js';
import {readAll, readTokenFile} from './platform/text-input.js';
import {colourDepthOf, createPainter} from './screen/paint.js';
import {readSettings, type Settings} from './settings.js';
import {asciiGlyphs, unicodeGlyphs} from './table/glyphs.js';
import {UsageError} from './task/errors.js';
import {findTaskIds} from './task/find-task-ids.js';

const {version} = packageJson;
const {env, stdin, stdout, stderr} = process;

const leaving = watchForLeaving(process);

const readToken = async ({tokenFile, token}: Settings): Promise<string> => {
	const found =
		tokenFile === '-' ? (await readAll(stdin)).trim() : tokenFile === undefined ? token : readTokenFile(tokenFile);
	if (!found) {
		throw new UsageError(
			'There is no API token. Put it into the variable TASKWATCH_TOKEN, or name a file that holds it with --token-file. To try the program without an account: taskwatch demo',
		);
	}

	return found;
};

/** The identifiers to watch from the start: the arguments, else those in a text piped in. */
const readIds = async (words: readonly string[], {tokenFile}: Settings) => {
	if (words.length > 0 || stdin.isTTY || tokenFile === '-') {
		return taskIdsOf(words);
	}

	const text = await readAll(stdin);
	const {ids} = findTaskIds(text);
	if (ids.length === 0 && text.trim() !== '') {
		throw new UsageError('There is no task ID in the text from standard input.');
	}

	return ids;
};

const showDashboard = async ({session, host, outputFolder}: Opened, settings: Settings): Promise<number> => {
	const keyboard = stdin.isTTY ? stdin : openControllingTerminal();
	if (!keyboard) {
		throw new UsageError('There is no terminal to read keys from.');
	}

	const clock = createSystemClock();
	const input = createTerminalInput({
		stdin: keyboard,
		clock,
		onPasteCut: () => session.store.getState().notify('The pasted text was too long; its end was left out.', 'bad'),
	});
	let isOver = false;
	void input.ended.then(() => isOver || leaving.hangUp());

	// Before anything is drawn, so that nothing typed or pasted meanwhile is echoed onto the screen.
	keyboard.setRawMode(true);
	const glyphs = settings.isAscii ? asciiGlyphs : unicodeGlyphs;
	const paint = createPainter(settings.hasColour ? colourDepthOf(env) : 'none', settings.isAscii);
	const {runDashboard} = await import('./dashboard.js');
	await runDashboard({
		session,
		surroundings: {
			glyphs,
			host,
			outputFolder: shortFolder(outputFolder),
			examples: [
				{command: 'taskwatch 314052875571396', meaning: 'watch a task from the start'},
				{command: 'my-generator | taskwatch', meaning: 'watch the IDs a program prints'},
			],
		},
		paint,
		stdin: input as unknown as NodeJS.ReadStream,
		stdout,
		now: clock.now,
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
	for (const line of summaryLines(session.store.getState(), stdout.columns, glyphs)) {
		stdout.write(`${paint(line).trimEnd()}\n`);
	}

	if ([...session.store.getState().downloads.values()].some(({state}) => state.type === 'saved')) {
		stdout.write(`Saved files are in ${shortFolder(outputFolder)}\n`);
	}

	return 0;
};

const main = async (): Promise<number> => {
	const {isDemo, words, flags} = parseCommandLine(process.argv.slice(2), version);
	const settings = readSettings(flags, env, homeFolder());
	const hasScreen = stdout.isTTY && env['TERM'] !== 'dumb' && !env['CI'];
	const print = createEventPrinter(text => stdout.write(text), Date.now);
	const options = {
		settings,
		version,
		onEvents: hasScreen ? undefined : print,
		isAutoDownload: settings.isAutoDownload || (isDemo && !hasScreen),
	};
	const ids = isDemo ? taskIdsOf(words) : await readIds(words, settings);
	const token = isDemo ? '' : await readToken(settings);
	const opened = await (isDemo ? openDemo(options) : openAccount(options, token));

	try {
		const {store} = opened.session;
		store.getState().addWatches(ids);
		if (hasScreen) {
			return await showDashboard(opened, settings);
		}

		if (store.getState().watches.size === 0) {
			throw new UsageError('There is nothing to watch. Name task IDs, or pipe a text with IDs in.');
		}

		const code = await runPlain(opened.session, leaving.signal);
		stderr.write(`Results are in ${opened.outputFolder}\n`);
		return isDemo && code === 3 ? 0 : code;
	} finally {
		await opened.close();
	}
};

const report = (error: unknown): number => {
	const isUsage = error instanceof UsageError;
	stderr.write(isUsage ? `taskwatch: ${error.message}\n` : `${error instanceof Error ? error.stack : String(error)}\n`);
	return isUsage ? 2 : 1;
};

const code = await main().catch(report);
const crash = leaving.crash();
process.exitCode = crash === undefined ? (leaving.code() ?? code) : report(crash);
