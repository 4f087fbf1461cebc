import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {deadlineMs, inTime} from './wait-for.js';

export const programFile = fileURLToPath(new URL('../../dist/taskwatch.js', import.meta.url));

/**
A user's home that nobody else uses, with all the folders that a program may write to.
*/
export type Home = AsyncDisposable & {
	readonly folder: string;
	readonly outputFolder: string;
	readonly stateFolder: string;
	readonly temporaryFolder: string;
	/** All there is of an environment: nothing of the one that the tests run in. */
	readonly env: Readonly<Record<string, string>>;
};

export const makeHome = async (): Promise<Home> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'taskwatch-e2e-'));
	const temporaryFolder = path.join(folder, 'tmp');
	await mkdir(temporaryFolder);

	return {
		folder,
		outputFolder: path.join(folder, 'results'),
		stateFolder: path.join(folder, 'state'),
		temporaryFolder,
		env: {
			PATH: `${path.dirname(process.execPath)}:/usr/bin:/bin`,
			HOME: folder,
			LANG: 'C.UTF-8',
			TERM: 'xterm-256color',
			TMPDIR: temporaryFolder,
			XDG_CACHE_HOME: path.join(folder, 'cache'),
			XDG_CONFIG_HOME: path.join(folder, 'config'),
			XDG_DATA_HOME: path.join(folder, 'data'),
			XDG_STATE_HOME: path.join(folder, 'state-home'),
		},

		[Symbol.asyncDispose]: async () => rm(folder, {recursive: true, force: true, maxRetries: 5}),
	};
};

export type Outcome = {
	readonly exitCode: number | null;
	readonly output: string;
	readonly errorOutput: string;
};

export type ProgramOptions = {
	readonly home: Home;
	readonly args: readonly string[];
	/** Besides that of the home. */
	readonly env?: Readonly<Record<string, string>>;
};

/**
Start the built program with pipes, as a script does.
*/
export const startProgram = ({home, args, env}: ProgramOptions): ChildProcessWithoutNullStreams =>
	spawn(process.execPath, [programFile, ...args], {cwd: home.folder, env: {...home.env, ...env}});

/**
Run the built program with pipes to its end.

@param input - What its standard input holds.
@param withinMs - For a run that takes long.
*/
export const runProgram = async ({
	input = '',
	withinMs = deadlineMs,
	...options
}: ProgramOptions & {readonly input?: string; readonly withinMs?: number}): Promise<Outcome> => {
	const child = startProgram(options);
	child.stdin.end(input);
	const ending = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
	const late = () => `Expected \`taskwatch ${options.args.join(' ')}\` to end within ${withinMs / 1000} s`;
	const [output, errorOutput, [exitCode]] = await inTime(ending, late, withinMs).finally(() => child.kill('SIGKILL'));
	return {exitCode, output, errorOutput};
};
