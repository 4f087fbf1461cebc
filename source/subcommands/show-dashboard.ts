import {canCancel, placeIn} from '../config/profile-for.js';
import type {DashboardOptions} from '../dashboard.js';
import type {Opened} from '../open-session.js';
import {summaryLines} from '../output/summary.js';
import {openControllingTerminal} from '../platform/controlling-terminal.js';
import {shortFolder} from '../platform/folders.js';
import {createSystemClock} from '../platform/system-clock.js';
import {createTerminalInput} from '../platform/terminal-input.js';
import type {Program} from '../program.js';
import {createPainter} from '../screen/paint.js';
import type {Settings} from '../settings.js';
import type {Line} from '../table/cell.js';
import {asciiGlyphs, unicodeGlyphs} from '../table/glyphs.js';
import {UsageError} from '../task/errors.js';

/** @returns How the tasks stand in the end. */
const draw = async (options: DashboardOptions): Promise<readonly Line[]> => {
	const {runDashboard} = await import('../dashboard.js');
	await runDashboard(options);
	return summaryLines(options.session.store.getState(), options.stdout.columns, options.surroundings.glyphs);
};

/** @returns How the tasks stand in the end. */
const speak = async (options: DashboardOptions): Promise<readonly Line[]> => {
	const {runSpokenDashboard, spokenSummary} = await import('../spoken-dashboard.js');
	await runSpokenDashboard(options);
	return spokenSummary(options.session.store.getState()).map(text => [{text}]);
};

/**
Show the watch list until the user leaves, drawn or in lines of words, and then print where it stands.

@returns The exit code.
@throws {UsageError} when there is no terminal to read keys from.
*/
export const showDashboard = async (
	{session, accounts, host}: Opened,
	settings: Settings,
	{stdin, stdout, leaving, warnings, stopJob, controlJob}: Program,
): Promise<number> => {
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

	for (const warning of warnings) {
		store.getState().notify(warning, 'bad');
	}

	// Before anything is drawn, so that nothing typed or pasted meanwhile is echoed onto the screen.
	keyboard.setRawMode(true);
	const glyphs = settings.isAscii ? asciiGlyphs : unicodeGlyphs;
	const paint = createPainter(settings.colourDepth, settings.isAscii);
	const outputFolder = shortFolder(accounts[0].outputFolder);
	const options: DashboardOptions = {
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
		stopJob,
		onReady(ready) {
			controlJob(ready);
			leaving.signal.addEventListener('abort', ready.exit);
			if (leaving.signal.aborted) {
				ready.exit();
			}
		},
	};
	const lastLines = await (settings.isSpoken ? speak(options) : draw(options));

	isOver = true;
	keyboard.setRawMode(false);
	keyboard.destroy();
	for (const line of lastLines) {
		stdout.write(`${paint(line).trimEnd()}\n`);
	}

	if ([...store.getState().downloads.values()].some(download => download.state.type === 'saved')) {
		stdout.write(`Saved files are in ${outputFolder}\n`);
	}

	return 0;
};
