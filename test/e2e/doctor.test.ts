import assert from 'node:assert/strict';
import {mkdir, readdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {suite, test} from 'node:test';
import {type Home, makeHome, runProgram} from '../helpers/built-program.js';
import {startFakeService} from '../helpers/fake-service.js';
import {openTerminal} from '../helpers/terminal.js';
import {tokenRefused} from './answers.js';
import {type FakeAccount, startFakeAccount} from './fake-account.js';

const question = '/task/taskwatch-doctor-0';

const examine = async (
	{home, account}: {readonly home: Home; readonly account: Pick<FakeAccount, 'apiUrl'>},
	env: Readonly<Record<string, string>> = {},
	...args: readonly string[]
) =>
	runProgram({
		home,
		args: ['doctor', '--base-url', account.apiUrl, '-o', home.outputFolder, '--state-dir', home.stateFolder, ...args],
		env,
	});

suite('taskwatch doctor', {concurrency: true}, () => {
	test('ends with 0 where nothing is wrong, changes nothing, and never shows the token', async () => {
		await using account = await startFakeAccount();
		await using home = await makeHome();

		const {exitCode, output, errorOutput} = await examine({home, account}, {TASKWATCH_TOKEN: account.token});

		assert.equal(exitCode, 0, output);
		assert.equal(errorOutput, '');
		assert.match(output, /^✓ ok {7}API +it answers in \d+ ms \(HTTP 404\), and does not refuse the token$/m);
		assert.doesNotMatch(output, /\u001B|problem/);
		assert.ok(!output.includes(account.token.slice(3, 9)));
		assert.deepEqual(
			account.apiRequests.map(({path: asked}) => asked),
			[question],
		);
		assert.deepEqual((await readdir(home.folder)).toSorted(), ['cache', 'tmp']);
	});

	test('ends with 4 where the token is refused, and with 2 where there is none', async () => {
		await using account = await startFakeAccount();
		await using home = await makeHome();
		account.answer(question, tokenRefused);
		const keyless = await startFakeService((_, response) => response.writeHead(401).end());

		const refused = await examine({home, account}, {TASKWATCH_TOKEN: account.token});
		const none = await examine({home, account: {apiUrl: keyless.url}});
		await keyless.close();

		assert.deepEqual([refused.exitCode, none.exitCode], [4, 2]);
		assert.match(refused.output, /^✗ problem {2}API +HTTP 401 in \d+ ms: .*Invalid token/m);
		assert.match(none.output, /^✗ problem {2}token +There is no API token/m);
	});

	test('works with a broken configuration, which it tells with its line, and as JSON', async () => {
		await using account = await startFakeAccount();
		await using home = await makeHome();
		const folder = path.join(home.folder, 'config', 'taskwatch');
		await mkdir(folder, {recursive: true});
		await writeFile(path.join(folder, 'config.json'), '{"profiles": {\n"default": {"colour": 1}}}');

		const {exitCode, output} = await examine({home, account}, {TASKWATCH_TOKEN: account.token}, '--json');

		const {v, checks} = JSON.parse(output) as {v: number; checks: Readonly<Record<string, string>>[]};
		assert.deepEqual([exitCode, v], [2, 1]);
		assert.match(
			checks.find(({level}) => level === 'problem')?.['found'] ?? '',
			/config\.json:2: profiles\.default\.colour is no field of a profile/,
		);
	});

	test('ends with 6 where the API is out of reach', async () => {
		await using account = await startFakeAccount();
		await using home = await makeHome();
		const {apiUrl, token} = account;
		await account[Symbol.asyncDispose]();

		const {exitCode, output} = await runProgram({
			home,
			args: ['doctor', '--base-url', apiUrl],
			env: {TASKWATCH_TOKEN: token},
		});

		assert.equal(exitCode, 6);
		assert.match(output, /^✗ problem {2}API +127\.0\.0\.1:\d+ is out of reach: connection refused$/m);
	});

	test('on a terminal it finds out whether that marks a paste, and writes nothing that stays', async () => {
		await using account = await startFakeAccount();
		await using home = await makeHome();
		await using terminal = openTerminal({
			home,
			args: ['doctor', '--base-url', account.apiUrl, '--no-color'],
			env: {TASKWATCH_TOKEN: account.token},
		});

		const {exitCode} = await terminal.exited();

		const lines = terminal.screen();
		assert.equal(exitCode, 0, lines.join('\n'));
		assert.match(lines[0] ?? '', /^✓ ok {7}versions {7}taskwatch /);
		assert.ok(lines.some(line => /^✓ ok {7}terminal +xterm-256color, 160 × 40, no colours/.test(line)));
		assert.ok(lines.some(line => /^✓ ok {7}paste +the terminal marks what is pasted$/.test(line)));
	});
});
