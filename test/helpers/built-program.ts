import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {once} from 'node:events';
import {chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {fileURLToPath} from 'node:url';
import {assertKeysAreCanaries, assertNoCanary} from './canary.js';
import {commandLinesOf} from './command-lines.js';
import {deadlineMs, inTime} from './wait-for.js';

export const programFile = fileURLToPath(new URL('../../dist/taskwatch.js', import.meta.url));

/** What somebody may see: where it is, and all of it so far. */
type Visible = readonly [place: string, read: () => string];

/**
A user's home that nobody else uses, with all the folders that a program may write to. It goes with a look for keys, in its files and in all that the programs of this home have shown, and rejects where it finds one.
*/
export type Home = AsyncDisposable & {
	readonly folder: string;
	readonly outputFolder: string;
	readonly stateFolder: string;
	readonly temporaryFolder: string;
	/** All there is of an environment: nothing of the one that the tests run in. */
	readonly env: Readonly<Record<string, string>>;
	/**
	Write a file of the user's own that holds a key, as no other may.

	@returns Its path.
	*/
	readonly writeKeyFile: (name: string, text: string, mode?: number) => Promise<string>;
	/** Have something looked through for keys in the end. */
	readonly watch: (...visible: readonly Visible[]) => void;
};

const filesBelow = async (folder: string): Promise<readonly string[]> =>
	(await readdir(folder, {recursive: true, withFileTypes: true}))
		.filter(entry => entry.isFile())
		.map(entry => path.join(entry.parentPath, entry.name));

export const makeHome = async (): Promise<Home> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'taskwatch-e2e-'));
	const temporaryFolder = path.join(folder, 'tmp');
	await mkdir(temporaryFolder);
	const keyFiles = new Set<string>();
	const visible: Visible[] = [];

	const lookForKeys = async (): Promise<void> => {
		assertNoCanary(visible.map(([place, read]) => [place, read()]));
		const files = (await filesBelow(folder)).filter(file => !keyFiles.has(file));
		assertNoCanary(files.map(file => ['the name of a file', file]));
		for (const file of files) {
			assertNoCanary([[file, await readFile(file)]]);
		}
	};

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

		async writeKeyFile(name, text, mode = 0o600) {
			const file = path.join(folder, name);
			await writeFile(file, text);
			await chmod(file, mode);
			keyFiles.add(file);
			return file;
		},

		watch: (...more) => void visible.push(...more),

		async [Symbol.asyncDispose]() {
			try {
				await lookForKeys();
			} finally {
				await rm(folder, {recursive: true, force: true, maxRetries: 5});
			}
		},
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
	/** The program's file. @default the built one */
	readonly file?: string;
	/** The Node.js that runs it. @default the one that runs the tests */
	readonly node?: string;
	/** Besides that of the home. */
	readonly env?: Readonly<Record<string, string>>;
};

/**
All that a program of a home shows, for the look for keys.
*/
export const watchProgram = (home: Home, processId: number | undefined) => {
	const shown = {output: '', commandLines: ''};
	const look = () => {
		shown.commandLines += processId === undefined ? '' : commandLinesOf(processId);
	};
	home.watch(['what was printed', () => shown.output], ['a command line', () => shown.commandLines]);
	look();

	return {
		/** To be called with each piece that is printed. */
		print(text: string): void {
			// By its first words the program is there, with all that it needs.
			if (shown.output === '') {
				look();
			}

			shown.output += text;
		},

		/** To be called again at any time, as by then it may have started others. */
		look,
		output: () => shown.output,
	};
};

/**
Start the built program with pipes, as a script does.
*/
export const startProgram = ({
	home,
	args,
	env = {},
	file = programFile,
	node = process.execPath,
}: ProgramOptions): ChildProcessWithoutNullStreams => {
	assertKeysAreCanaries(env);
	const child = spawn(node, [file, ...args], {cwd: home.folder, env: {...home.env, ...env}});
	const {print} = watchProgram(home, child.pid);
	for (const stream of [child.stdout, child.stderr]) {
		stream.on('data', print);
	}

	return child;
};

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
	// A program may end before it has read any of it.
	child.stdin.on('error', () => undefined).end(input);
	const ending = Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
	const late = () => `Expected \`taskwatch ${options.args.join(' ')}\` to end within ${withinMs / 1000} s`;
	const [output, errorOutput, [exitCode]] = await inTime(ending, late, withinMs).finally(() => child.kill('SIGKILL'));
	return {exitCode, output, errorOutput};
};
