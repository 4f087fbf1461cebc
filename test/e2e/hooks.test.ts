import assert from 'node:assert/strict';
import {once} from 'node:events';
import {mkdir, readdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {suite, test} from 'node:test';
import type {Hooks} from '../../source/task/hook.js';
import {type Home, makeHome, startProgram} from '../helpers/built-program.js';
import {openTerminal} from '../helpers/terminal.js';
import {viduDone, viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {picture} from './media.js';

const id = '817971131377016832';

/** Leaves what it is given in the folder of its first word, in a file named for what happened. */
const recorder = `
	const {writeFileSync, readFileSync} = require('node:fs');
	const {TASKWATCH_EVENT} = process.env;
	writeFileSync(process.argv[1] + '/' + TASKWATCH_EVENT + '.json', JSON.stringify({env: process.env, input: JSON.parse(readFileSync(0, 'utf8'))}));
	console.log('hooks print what they like');
`;

const configure = async (home: Home, hooks: Hooks): Promise<void> => {
	const folder = path.join(home.folder, 'config/taskwatch');
	await mkdir(folder, {recursive: true});
	await writeFile(path.join(folder, 'config.json'), JSON.stringify({hooks}));
};

suite('hooks', {concurrency: true}, () => {
	for (const command of [[], ['wait']]) {
		test(`without a terminal, they are run for the end of a task, a saved file and the end of all: taskwatch ${command}`, async () => {
			await using home = await makeHome();
			await using account = await startFakeAccount();
			const folder = path.join(home.folder, 'seen');
			await mkdir(folder);
			const hook = [process.execPath, '-e', recorder, folder] as const;
			await configure(home, {settled: hook, saved: hook, done: hook});
			account.tell(id, viduRunning);

			const child = startProgram(watching(account, home, ...command, id, '--download'));
			child.stdin.end();
			const output = text(child.stdout);
			await once(child.stdout, 'data');
			account.tell(id, viduDone(account.serve('result.png', picture(1000), 'image/png')));
			const [exitCode] = await once(child, 'exit');

			const file = path.join(home.outputFolder, `vidu-${id}-1.png`);
			assert.equal(exitCode, 0);
			assert.doesNotMatch(await output, /hooks print/v);
			assert.deepEqual((await readdir(folder)).toSorted(), ['done.json', 'saved.json', 'settled.json']);
			const seen = async (name: string) => JSON.parse(await readFile(path.join(folder, `${name}.json`), 'utf8'));
			const [settled, saved, done] = await Promise.all(['settled', 'saved', 'done'].map(seen));
			const {PATH, HOME, LANG, TMPDIR, TERM} = home.env;
			const given = {
				PATH,
				HOME,
				LANG,
				TMPDIR,
				TERM,
				TASKWATCH_ID: id,
				TASKWATCH_PHASE: 'succeeded',
				TASKWATCH_LABEL: '',
			};
			assert.deepEqual(settled.env, {...given, TASKWATCH_EVENT: 'settled'});
			assert.deepEqual(saved.env, {...given, TASKWATCH_EVENT: 'saved', TASKWATCH_FILE: file});
			assert.deepEqual([settled.input.id, settled.input.phase], [id, 'succeeded']);
			assert.equal(saved.input.outputs[0].path, file);
			assert.deepEqual([done.input.v, done.input.tasks.length], [1, 1]);
		});
	}

	test('in the dashboard a hook that fails is told of in a notice', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		await configure(home, {settled: [process.execPath, '-e', 'process.exit(1)']});
		account.tell(id, viduRunning);
		await using terminal = openTerminal(watching(account, home, id));
		await terminal.shows(/running/v);

		account.tell(id, viduDone('https://media.example/result.mp4'));

		await terminal.shows(/The hook for settled tasks failed: exit code 1\./v);
		terminal.press('q');
		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
	});

	test('who quits waits for hooks that run, and Ctrl-C ends them', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		await configure(home, {settled: ['sleep', '50']});
		account.tell(id, viduRunning);
		await using terminal = openTerminal(watching(account, home, id));
		await terminal.shows(/running/v);
		account.tell(id, viduDone('https://media.example/result.mp4'));
		await terminal.shows(/is done/v);

		terminal.press('q');
		await terminal.shows(/Waiting for hooks that still run\. Ctrl-C ends them\./v);
		terminal.press('\u0003');

		assert.deepEqual(await terminal.exited(), {exitCode: 130, signal: 0});
	});
});
