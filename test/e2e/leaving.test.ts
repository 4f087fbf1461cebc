import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import {makeHome} from '../helpers/built-program.js';
import {keys, openTerminal, type Terminal} from '../helpers/terminal.js';
import {viduFailed, viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {restored, stateOf} from './terminal-state.js';

const ids = ['817971131377016832', '809413373237157888'] as const;

const startAccount = async () => {
	const account = await startFakeAccount();
	account.tell(ids[0], viduRunning);
	account.tell(ids[1], viduFailed);
	return account;
};

const taken = {...restored, buffer: 'alternate', isCursorShown: false, isPasteBracketed: true};

const ways: Readonly<Record<string, {readonly exitCode: number; readonly leave: (terminal: Terminal) => void}>> = {
	q: {exitCode: 0, leave: terminal => terminal.press('q')},
	'Ctrl-C': {exitCode: 0, leave: terminal => terminal.press(keys.ctrlC)},
	SIGTERM: {exitCode: 143, leave: terminal => terminal.kill('SIGTERM')},
	SIGINT: {exitCode: 130, leave: terminal => terminal.kill('SIGINT')},
	SIGHUP: {exitCode: 129, leave: terminal => terminal.kill('SIGHUP')},
};

suite('ways out', {concurrency: true}, () => {
	for (const [name, {exitCode, leave}] of Object.entries(ways)) {
		test(`${name} restores the terminal, leaves a summary on it and ends with ${exitCode}`, async () => {
			await using home = await makeHome();
			await using account = await startAccount();
			await using terminal = openTerminal(watching(account, home, ...ids));
			await terminal.shows(/1 running · 1 failed/);
			await terminal.shows(() => isDeepStrictEqual(stateOf(terminal), taken));

			leave(terminal);
			const exit = await terminal.exited();

			assert.deepEqual(exit, {exitCode, signal: 0});
			assert.deepEqual(stateOf(terminal), restored);
			assert.match(
				terminal.screen().join('\n').trimEnd(),
				/^STATUS .*RESULT\n● running +817971131377016832 .*\n✗ failed +809413373237157888 .*$/,
			);
		});
	}

	test('q ends it with 0 also while answers are coming in', async () => {
		await using home = await makeHome();
		await using terminal = openTerminal({home, args: ['demo']});
		await terminal.shows(/video ready/);

		terminal.press('q');

		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
	});

	test('a signal that comes before the screen is up ends the program too', async () => {
		await using home = await makeHome();
		await using account = await startAccount();
		await using terminal = openTerminal(watching(account, home, ...ids));
		await terminal.shows(() => terminal.rawOutput() !== '');

		terminal.kill('SIGTERM');

		assert.deepEqual(await terminal.exited(), {exitCode: 143, signal: 0});
		assert.deepEqual(stateOf(terminal), restored);
	});

	test('the program ends when the window is closed', async () => {
		await using home = await makeHome();
		await using account = await startAccount();
		await using terminal = openTerminal(watching(account, home, ...ids));
		await terminal.shows(/1 running/);

		terminal.close();

		await terminal.exited();
		assert.throws(() => process.kill(terminal.processId, 0), {code: 'ESRCH'});
	});
});
