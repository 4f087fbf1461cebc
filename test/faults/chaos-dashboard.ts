import assert from 'node:assert/strict';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import {viduRunning} from '../e2e/answers.js';
import {startFakeAccount, watching} from '../e2e/fake-account.js';
import {makeHome} from '../helpers/built-program.js';
import {assertNoCanary} from '../helpers/canary.js';
import {openTerminal, type Terminal, type TerminalOptions} from '../helpers/terminal.js';
import type {FaultContext} from './fault.js';

export const ids = ['817971131377016832', '809413373237157888'] as const;

/**
A user's home, and an account whose two tasks run. When the fault is over, the home and the account see that the token is nowhere but at the API.
*/
export const makeChaosHome = async (context: FaultContext) => {
	const home = context.use(await makeHome());
	const account = context.use(await startFakeAccount());
	for (const id of ids) {
		account.tell(id, viduRunning);
	}

	/** See that nobody has got hold of the token, and that each task is still on the list. */
	const check = async (output: string, expectedIds: readonly string[] = ids): Promise<void> => {
		const list = openWatchDatabase(home.stateFolder, Date.now());
		const {watches, brokenCount} = list.load();
		list.close();
		assert.deepEqual(new Set<string>(watches.map(({id}) => id)), new Set(expectedIds), 'All tasks are on the list.');
		assert.equal(brokenCount, 0);
		assertNoCanary([['the terminal', output]]);
	};

	return {home, account, check};
};

/** The modes that the program gave the terminal, by the last word on each of them. */
export const isRestored = (terminal: Terminal): boolean => {
	const output = terminal.rawOutput();
	const isCursorShown = output.lastIndexOf('\u001B[?25h') >= output.lastIndexOf('\u001B[?25l');
	return terminal.bufferType() === 'normal' && !terminal.isPasteBracketed() && isCursorShown;
};

/**
The built program in a terminal, with two tasks that run.
*/
export const openChaosDashboard = async (
	context: FaultContext,
	{args = [], env, ...options}: Partial<Omit<TerminalOptions, 'home'>> = {},
) => {
	const {home, account, check} = await makeChaosHome(context);
	const {args: usualArgs, env: usualEnv} = watching(account, home, ...ids);
	const command = {home, args: [...usualArgs, ...args], env: {...usualEnv, ...env}};
	const terminal = context.use(openTerminal({...options, ...command}));
	await terminal.shows(/2 running/);

	/** See that it ends with this code, leaves the terminal as it was, and has lost nothing. */
	const ends = async (exitCode: number): Promise<void> => {
		assert.deepEqual(await terminal.exited(), {exitCode, signal: 0});
		assert.ok(isRestored(terminal), 'The terminal is as it was before.');
		await check(terminal.rawOutput());
	};

	return {
		home,
		account,
		terminal,
		/** How it was started. */
		command,
		ends,
		check,

		/** Leave with `q`, as a program that works can be left. */
		async quit(): Promise<void> {
			// What comes in one piece with an earlier key is a paste, so it is pressed until it is read by itself.
			const again = setInterval(() => terminal.hasExited() || terminal.press('q'), 1000);
			terminal.press('q');
			await ends(0).finally(() => clearInterval(again));
		},
	};
};
