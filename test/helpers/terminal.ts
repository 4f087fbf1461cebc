import {spawn} from '@lydell/node-pty';
import {type Home, type ProgramOptions, programFile, watchProgram} from './built-program.js';
import {assertKeysAreCanaries} from './canary.js';
import {createTerminalScreen, type TerminalScreen, type TerminalSize} from './terminal-screen.js';
import {deadlineMs, inTime} from './wait-for.js';

export type TerminalExit = {readonly exitCode: number; readonly signal: number};

export type Terminal = AsyncDisposable &
	Pick<TerminalScreen, 'cells' | 'hasOverflowed' | 'bufferType' | 'isPasteBracketed'> & {
		readonly processId: number;
		/** The lines of the screen, without the space at their ends. */
		readonly screen: () => readonly string[];
		/** Settles once the screen, its lines joined, looks like this. */
		readonly shows: (wanted: RegExp | ((lines: readonly string[]) => boolean)) => Promise<void>;
		/** Settles once the program reads keys and pastes: before that the terminal itself echoes them. */
		readonly takesKeys: () => Promise<void>;
		/** Press one key. Two keys without anything to wait for between them may arrive as one text. */
		readonly press: (key: string) => void;
		/** As a terminal does it: between marks if the program asked for them. */
		readonly paste: (text: string) => void;
		readonly write: (data: string) => void;
		readonly resize: (columns: number, rows: number) => Promise<void>;
		readonly kill: (signal: NodeJS.Signals) => void;
		/** Close the window. */
		readonly close: () => void;
		/** Settles when the program has ended and all that it wrote is on the screen. */
		readonly exited: () => Promise<TerminalExit>;
		readonly hasExited: () => boolean;
		/** All that was written to the terminal. */
		readonly rawOutput: () => string;
	};

export const keys = {
	up: '\u001B[A',
	down: '\u001B[B',
	enter: '\r',
	escape: '\u001B',
	ctrlC: '\u0003',
	ctrlZ: '\u001A',
} as const;

type Command = Partial<TerminalSize> & {
	readonly file: string;
	readonly args: readonly string[];
	readonly home: Home;
	readonly env: Readonly<Record<string, string>> | undefined;
};

const openCommand = ({file, args, home, env: added = {}, columns = 160, rows = 40}: Command): Terminal => {
	assertKeysAreCanaries(added);
	const env: Readonly<Record<string, string>> = {...home.env, ...added};
	const name = env['TERM'] ?? 'xterm-256color';
	const pty = spawn(file, [...args], {cols: columns, rows, cwd: home.folder, env, name});
	const program = watchProgram(home, pty.pid);
	const {promise: exit, resolve: onExit} = Promise.withResolvers<TerminalExit>();
	const screen = createTerminalScreen({columns, rows}, reply => pty.write(reply));
	let hasExited = false;

	pty.onData(data => {
		program.print(data);
		screen.write(data);
	});
	pty.onExit(async ({exitCode, signal = 0}) => {
		await screen.flushed();
		hasExited = true;
		onExit({exitCode, signal});
	});

	const describe = (what: string): string =>
		`${what}. The screen${hasExited ? ', the program having ended' : ''}:\n${screen.lines().join('\n').trimEnd()}`;

	const shows: Terminal['shows'] = async wanted => {
		const isShown = () => {
			const lines = screen.lines();
			return typeof wanted === 'function' ? wanted(lines) : wanted.test(lines.join('\n'));
		};
		const {promise: shown, resolve: onShown, reject} = Promise.withResolvers<void>();
		const look = () => isShown() && onShown();
		const unsubscribe = screen.onChange(look);
		void exit.then(() => (isShown() ? onShown() : reject(new Error(describe(`Expected ${wanted} on the screen`)))));
		look();
		await inTime(shown, () => describe(`Waited ${deadlineMs / 1000} s for ${wanted}`)).finally(unsubscribe);
	};

	const kill = (signal: NodeJS.Signals): void => {
		if (hasExited) {
			return;
		}

		try {
			process.kill(pty.pid, signal);
		} catch (error) {
			// It may have ended, and what it wrote not yet be on the screen.
			if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
				throw error;
			}
		}
	};

	return {
		processId: pty.pid,
		screen: screen.lines,
		cells: screen.cells,
		hasOverflowed: screen.hasOverflowed,
		bufferType: screen.bufferType,
		isPasteBracketed: screen.isPasteBracketed,
		shows,
		takesKeys: async () => shows(screen.isPasteBracketed),
		press: key => pty.write(key),
		paste: text => pty.write(screen.isPasteBracketed() ? `\u001B[200~${text}\u001B[201~` : text),
		write: data => pty.write(data),

		async resize(newColumns, newRows) {
			await screen.flushed();
			screen.resize({columns: newColumns, rows: newRows});
			pty.resize(newColumns, newRows);
		},

		kill,
		close: () => (pty as unknown as {destroy: () => void}).destroy(),
		exited: async () => inTime(exit, () => describe('Expected the program to end')),
		hasExited: () => hasExited,
		rawOutput: program.output,

		async [Symbol.asyncDispose]() {
			program.look();
			kill('SIGKILL');
			await exit;
			screen.close();
		},
	};
};

export type TerminalOptions = ProgramOptions &
	Partial<TerminalSize> & {
		/** What standard input holds, where that is a pipe rather than the terminal. */
		readonly input?: string;
	};

/**
Start the built program in a terminal of its own.
*/
export const openTerminal = ({home, args, env, input, ...size}: TerminalOptions): Terminal => {
	const program = [process.execPath, programFile, ...args];
	const [file = '', ...rest] =
		input === undefined ? program : ['bash', '-c', 'printf %s "$0" | "$@"', input, ...program];
	return openCommand({file, args: rest, home, env, ...size});
};

/** How each shell is started without the settings of whoever runs the tests. */
const shellCommands = {
	bash: ['bash', '--norc', '--noprofile', '-i'],
	zsh: ['zsh', '-f', '-i'],
} as const;

/**
Start a shell in a terminal of its own, in the home's folder. Its prompt is `shell>`.

@param options.shell - `bash` by default.
*/
export const openShell = ({
	home,
	env,
	shell = 'bash',
	...size
}: Omit<TerminalOptions, 'args' | 'input'> & {readonly shell?: keyof typeof shellCommands}): Terminal => {
	const [file, ...args] = shellCommands[shell];
	return openCommand({file, args, home, env: {...env, PS1: 'shell> ', HISTFILE: ''}, ...size});
};

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/**
How the built program is started in a shell.
*/
export const commandLine = (args: readonly string[]): string =>
	[process.execPath, programFile, ...args].map(quoted).join(' ');
