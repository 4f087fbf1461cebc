import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {type HookProcess, runHook} from '../../source/platform/run-hook.js';
import type {CommandWords, HookCall} from '../../source/task/hook.js';
import {makeCanary} from '../helpers/canary.js';
import {waitFor} from '../helpers/wait-for.js';

const node = process.execPath;

const killGroup = (processId: number): void => void process.kill(-processId, 'SIGKILL');

/** Run a hook that knows where to leave what it finds. */
const run = async (command: CommandWords, call: Partial<HookCall> = {}, rest: Partial<HookProcess> = {}) =>
	runHook(
		{name: 'settled', command, variables: {}, input: '', ...call},
		{environment: {PATH: process.env['PATH']}, killGroup, signal: new AbortController().signal, ...rest},
	);

const reasonOf = async (...parameters: Parameters<typeof run>) => (await run(...parameters)).reason;

const makeFolder = async (context: TestContext): Promise<string> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(async () => rm(folder, {recursive: true, force: true}));
	return folder;
};

/** Writes what it was given into the file that it is told of last. */
const recorder = `
	const {writeFileSync, readFileSync} = require('node:fs');
	const [, ...words] = process.argv;
	writeFileSync(words.at(-1), JSON.stringify({words, env: process.env, input: readFileSync(0, 'utf8')}));
`;

test('a hook gets its words as they are, the task on its standard input, and nothing of the environment but what it needs', async context => {
	const file = path.join(await makeFolder(context), 'seen.json');
	const word = '$HOME;`x`*"\'';
	const environment = {
		PATH: '/bin',
		HOME: '/home/me',
		LANG: 'C',
		TERM: 'xterm',
		TMPDIR: '/tmp',
		TASKWATCH_TOKEN: makeCanary(),
		KLING_KEY: makeCanary(),
		NODE_OPTIONS: '--throw-deprecation',
	};
	const variables = {TASKWATCH_ID: '42', TASKWATCH_LABEL: 'a\nb'};

	const {reason} = await run([node, '-e', recorder, word, file], {variables, input: '{"id":"42"}'}, {environment});

	assert.equal(reason, undefined);
	assert.deepEqual(JSON.parse(await readFile(file, 'utf8')), {
		words: [word, file],
		env: {PATH: '/bin', HOME: '/home/me', LANG: 'C', TERM: 'xterm', TMPDIR: '/tmp', ...variables},
		input: '{"id":"42"}',
	});
});

test('a hook that fails is told by how it ended', async () => {
	assert.equal(await reasonOf([node, '-e', 'process.exit(3)']), 'exit code 3');
	assert.equal(await reasonOf([node, '-e', "process.kill(process.pid, 'SIGTERM')"]), 'it ended with SIGTERM');
	assert.equal(await reasonOf(['/none/hook']), 'there is no such program');
	assert.equal(await reasonOf([import.meta.dirname]), 'it cannot be started (EACCES)');
	assert.equal(await reasonOf([node, 'a\u0000b']), 'it cannot be started (ERR_INVALID_ARG_VALUE)');
});

test('a hook need not read what it gets, and may print as much as it wants', async () => {
	const input = 'x'.repeat(1_000_000);

	assert.equal(await reasonOf([node, '-e', ''], {input}), undefined);
	assert.equal(await reasonOf([node, '-e', "process.stdout.write('x'.repeat(1_000_000))"], {input}), undefined);
});

test('of what a hook prints the beginning is kept, as one inert line', async () => {
	const print = "console.log('a\\u001B[31mb'); console.error('c'); process.exitCode = 1";

	const {output, ...rest} = await run([node, '-e', print]);
	const long = await run([node, '-e', "process.stdout.write('x'.repeat(100_000))"]);

	assert.deepEqual(rest, {reason: 'exit code 1'});
	assert.deepEqual(output.split(' ').toSorted(), ['ab', 'c']);
	assert.equal(long.output, 'x'.repeat(2000));
});

test('a hook that leaves something running is over when it ends itself', async () => {
	const {reason, output} = await run(['/bin/sh', '-c', 'echo begun; sleep 5 & exit 0']);

	assert.deepEqual({reason, output}, {reason: undefined, output: 'begun'});
});

/** Starts a program that would never end, says which, and waits for it. */
const endless = (file: string): CommandWords => [
	'/bin/sh',
	'-c',
	`"${node}" -e 'setInterval(() => {}, 1000)' & echo $! > "${file}"; wait`,
];

/** @returns `undefined` for as long as there is none. */
const processIdIn = async (file: string): Promise<number | undefined> =>
	Number(await readFile(file, 'utf8').catch(() => '')) || undefined;

const isEnded = async (file: string): Promise<void> => {
	const processId = await waitFor(async () => processIdIn(file), 'the hook to start a program');
	await waitFor(() => {
		try {
			process.kill(processId, 0);
			return undefined;
		} catch {
			return true;
		}
	}, 'that program to end');
};

test('a hook that does not end in time is ended, with all that it has started', async context => {
	const file = path.join(await makeFolder(context), 'process');

	const {reason} = await run(endless(file), {}, {timeoutMs: 500});

	assert.equal(reason, 'it did not end within 0.5 s');
	await isEnded(file);
});

test('a hook is ended at once when the program is left', async context => {
	const file = path.join(await makeFolder(context), 'process');
	const leaving = new AbortController();

	const ending = run(endless(file), {}, {signal: leaving.signal});
	await waitFor(async () => processIdIn(file), 'the hook to start a program');
	leaving.abort();

	assert.equal((await ending).reason, 'it ended with SIGKILL');
	await isEnded(file);
});
