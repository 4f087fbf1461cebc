import assert from 'node:assert/strict';
import {mkdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {suite, test} from 'node:test';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import {makeHome} from '../helpers/built-program.js';
import {makeCanary} from '../helpers/canary.js';
import {openTerminal} from '../helpers/terminal.js';
import {tokenRefused, viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';

const [first, second] = ['817971131377016832', '809413373237157888'] as const;

/** Modules for `--import` that bring an error into the program from outside, when a signal asks for it. */
const provoking = (statement: string) => ({
	NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${statement} })`)}`,
});

suite('troubles', {concurrency: true}, () => {
	for (const [name, statement] of [
		['an error that nobody catches', "throw new Error('provoked')"],
		['a rejection that nobody handles', "void Promise.reject(new Error('provoked'))"],
		[
			'an error with the token about it',
			"throw Object.assign(new Error('provoked', {cause: process.env.TASKWATCH_TOKEN}), {headers: {...process.env}})",
		],
	] as const) {
		test(`${name} ends the program with 1, and is readable on the normal screen`, async () => {
			await using home = await makeHome();
			await using account = await startFakeAccount();
			account.tell(first, viduRunning);
			const options = watching(account, home, first);
			await using terminal = openTerminal({...options, env: {...options.env, ...provoking(statement)}});
			await terminal.shows(/1 running/);

			terminal.kill('SIGUSR2');
			const {exitCode} = await terminal.exited();

			assert.equal(exitCode, 1);
			assert.equal(terminal.bufferType(), 'normal');
			assert.equal(terminal.isPasteBracketed(), false);
			assert.match(terminal.screen().join('\n'), /Error: provoked\n +at /);
			assert.equal(terminal.screen().join('\n').split('Error: provoked').length, 2);
		});
	}

	test('a mistake on the command line is told on the normal screen, and nothing else is written', async () => {
		await using home = await makeHome();
		await using terminal = openTerminal({
			home,
			args: ['--interval', 'often', first],
			env: {TASKWATCH_TOKEN: makeCanary()},
		});

		const {exitCode} = await terminal.exited();

		assert.equal(exitCode, 2);
		assert.equal(terminal.rawOutput(), 'taskwatch: --interval must be a number from 0.05 to 86400, not “often”.\r\n');
	});

	test('a token that is refused is told above the footer', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.answer(`/task/${first}`, tokenRefused);
		await using terminal = openTerminal(watching(account, home, first));

		await terminal.shows(/The service refused the token \(HTTP 401\): Invalid token.*\n.*q quit/);
	});

	test('a service that is out of reach is told', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		await account[Symbol.asyncDispose]();
		await using terminal = openTerminal(watching(account, home, first));

		await terminal.shows(/offline[\s\S]*out of reach/);

		terminal.press('q');
		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
	});

	test('a watch list that cannot be written is told, and the dashboard goes on', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		account.tell(second, viduRunning);
		await using terminal = openTerminal(watching(account, home, first));
		await terminal.shows(/1 running/);
		using database = new DatabaseSync(path.join(home.stateFolder, 'state.db'));
		database.exec('BEGIN IMMEDIATE');

		terminal.paste(second);

		await terminal.shows(/The watch list is not being saved: /);
		await terminal.shows(/2 running/);
		database.exec('ROLLBACK');
		terminal.press('q');
		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});

		await using after = openTerminal(watching(account, home));
		await after.shows(/2 running/);
	});

	test('a watch list that cannot be opened does not hold the dashboard up, and is saved once it can be', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		account.tell(second, viduRunning);
		const obstacle = path.join(home.stateFolder, 'state.db-wal');
		openWatchDatabase(home.stateFolder, Date.now()).close();
		await mkdir(obstacle);
		await using terminal = openTerminal(watching(account, home, first));
		await terminal.shows(/1 running[\s\S]*The watch list is not being saved: unable to open database file/);

		terminal.press('q');
		await terminal.exited();
		assert.match(terminal.screen().join('\n'), /The watch list was not saved: unable to open database file/);

		await using again = openTerminal(watching(account, home, first));
		await again.shows(/not being saved/);
		await rm(obstacle, {recursive: true});
		again.paste(second);
		await again.shows(lines => !lines.join('').includes('not being saved') && /2 running/.test(lines[0] ?? ''));
		again.kill('SIGKILL');
		await again.exited();
		await using after = openTerminal(watching(account, home));
		await after.shows(/2 running/);
	});

	test('a damaged watch list is told of, and put aside', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		await mkdir(home.stateFolder, {recursive: true});
		await writeFile(path.join(home.stateFolder, 'state.db'), 'no database, but longer than its header is');
		await using terminal = openTerminal(watching(account, home));

		await terminal.shows(/The watch list was damaged: 0 tasks could be read\. The old file is .*state\.db\.corrupt-/);
	});

	test('a state folder that is deleted meanwhile does no harm to the dashboard', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		account.tell(second, viduRunning);
		await using terminal = openTerminal(watching(account, home, first));
		await terminal.shows(/1 running/);

		await rm(home.stateFolder, {recursive: true});
		terminal.paste(second);

		await terminal.shows(/2 running/);
		terminal.press('q');
		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
	});
});
