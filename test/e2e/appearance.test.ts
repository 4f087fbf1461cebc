import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {makeHome, runProgram} from '../helpers/built-program.js';
import {keys, openTerminal, type Terminal} from '../helpers/terminal.js';
import {viduDone, viduFailed, viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';

const ids = ['817971131377016832', '809413373237157888', '7f3c2a90-5d1e-4b86-9c47-2e8a61d0b3f5'] as const;

const startAccount = async () => {
	const account = await startFakeAccount();
	account.tell(ids[0], viduRunning);
	account.tell(ids[1], viduDone('https://media.example/result.mp4'));
	account.tell(ids[2], viduFailed);
	return account;
};

const allShown = /1 running.*1 done.*1 failed/v;

/** Select Graphic Rendition with a colour among its numbers: 30 to 49, 90 to 107. */
const colours = /\u001B\[(?:\d+[;:])*(?:3\d|4\d|9\d|10[0-7])(?:[;:]\d+)*m/v;

const nonAsciiLines = (terminal: Terminal): readonly string[] => terminal.screen().filter(line => /[^ -~]/v.test(line));

suite('appearance', {concurrency: true}, () => {
	test('colours are used where nothing speaks against them', async () => {
		await using home = await makeHome();
		await using account = await startAccount();
		await using terminal = openTerminal(watching(account, home, ...ids));

		await terminal.shows(allShown);

		assert.match(terminal.rawOutput(), colours);
	});

	for (const [name, args, env] of [
		['NO_COLOR', [], {NO_COLOR: '1'}],
		['--no-color', ['--no-color'], {}],
	] as const) {
		test(`${name} leaves all colours out and everything else in`, async () => {
			await using home = await makeHome();
			await using account = await startAccount();
			const options = watching(account, home, ...args, ...ids);
			await using terminal = openTerminal({...options, env: {...options.env, ...env}});

			await terminal.shows(allShown);
			await terminal.shows(/● running.*\n.*✓ done.*\n.*✗ failed.*ImageDownloadFailure[\s\S]*q quit/);
			terminal.press('q');
			await terminal.exited();

			assert.doesNotMatch(terminal.rawOutput(), colours);
		});
	}

	test('FORCE_COLOR puts colours into a pipe too, and beats NO_COLOR, but not --no-color', async () => {
		await using home = await makeHome();
		await using account = await startAccount();
		await runProgram(watching(account, home, ids[1]));
		const list = async (env: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<string> =>
			(await runProgram({home, args: ['ls', '--state-dir', home.stateFolder, ...args], env})).output;

		assert.doesNotMatch(await list({}), /\u001B/);
		assert.match(await list({FORCE_COLOR: '1'}), /\u001B\[3\dm/);
		assert.match(await list({FORCE_COLOR: '1', NO_COLOR: '1', TERM: 'dumb'}), /\u001B\[3\dm/);
		assert.doesNotMatch(await list({FORCE_COLOR: '1'}, '--no-color'), colours);
		assert.doesNotMatch(await list({FORCE_COLOR: '0'}), /\u001B/);
	});

	test('FORCE_COLOR draws in colours on a terminal that tells of none', async () => {
		await using home = await makeHome();
		await using account = await startAccount();
		const options = watching(account, home, ...ids);
		await using terminal = openTerminal({...options, env: {...options.env, TERM: 'vt100', FORCE_COLOR: '2'}});

		await terminal.shows(allShown);

		assert.match(terminal.rawOutput(), /\u001B\[38;5;\d+m/);
	});

	test('--ascii draws with nothing but ASCII, on each screen and in each notice', async () => {
		await using home = await makeHome();
		await using account = await startAccount();
		await using terminal = openTerminal(watching(account, home, '--ascii', ...ids));
		const found: string[] = [];
		const look = async (name: string, wanted: RegExp): Promise<void> => {
			await terminal.shows(wanted);
			found.push(...nonAsciiLines(terminal).map(line => `${name}: ${line}`));
		};

		await look('table', /1 running.*1 done.*1 failed/);
		terminal.paste(`${ids[0]}\n314052875571396\nno identifier`);
		await look('notice', /Added 1 task/);
		terminal.press(keys.enter);
		await look('details', /^(?![\s\S]*NEXT ASK)[\s\S]*watched since/);
		terminal.press(keys.enter);
		await terminal.shows(/NEXT ASK/);
		terminal.press('?');
		await look('help', /q {2}Ctrl-C/);
		terminal.press(keys.escape);
		await terminal.shows(/NEXT ASK/);
		terminal.press('a');
		await look('box', /Add task IDs/);
		terminal.press(keys.escape);
		await terminal.shows(/q quit/);
		terminal.press('q');
		await terminal.exited();
		await look('summary', /STATUS/);

		assert.deepEqual(found, []);
	});

	test('--no-alt-screen stays on the normal screen', async () => {
		await using home = await makeHome();
		await using account = await startAccount();
		await using terminal = openTerminal(watching(account, home, '--no-alt-screen', ...ids));

		await terminal.shows(allShown);
		assert.equal(terminal.bufferType(), 'normal');
		terminal.press('q');

		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
		assert.ok(!terminal.rawOutput().includes('\u001B[?1049h'));
	});

	for (const env of [{CI: 'true'}, {TERM: 'dumb'}]) {
		const [name, value] = Object.entries(env)[0] ?? [];
		test(`${name}=${value} prints lines without any escape sequence, even into a terminal`, async () => {
			await using home = await makeHome();
			await using account = await startAccount();
			account.tell(ids[0], viduDone('https://media.example/other.mp4'));
			const options = watching(account, home, ...ids);
			await using terminal = openTerminal({...options, env: {...options.env, ...env}});

			const {exitCode} = await terminal.exited();

			assert.equal(exitCode, 3);
			assert.match(terminal.rawOutput(), /817971131377016832 {2}done.*other\.mp4/);
			assert.doesNotMatch(terminal.rawOutput(), /[\u0000-\u0008\u000E-\u001F\u007F-\u009F]/);
		});
	}
});
