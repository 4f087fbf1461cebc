import {type IPty, spawn} from '@lydell/node-pty';

export const columns = 160;
export const rows = 50;

const quitMs = 3000;

export type Chunk = {
	/** Since the start of the process. */
	readonly atMs: number;
	readonly data: string;
};

export type Running = {
	readonly processId: number;
	/** What was written to the terminal so far. */
	readonly chunks: readonly Chunk[];
	/** Since the start of the process. */
	readonly exitMs: Promise<number>;
	/** End it as a user would, and wait until it is gone. */
	readonly stop: () => Promise<void>;
};

export type Program = {
	readonly args: readonly string[];
	readonly env?: Readonly<Record<string, string>>;
};

const endOf = (terminal: IPty, startedAt: number): Promise<number> =>
	new Promise(resolve => {
		terminal.onExit(() => resolve(performance.now() - startedAt));
	});

/**
Run Node in a terminal of its own.
*/
export const start = ({args, env = {}}: Program, folder: string): Running => {
	const chunks: Chunk[] = [];
	const startedAt = performance.now();
	const terminal = spawn(process.execPath, [...args], {cols: columns, rows, cwd: folder, name: 'xterm-256color', env});
	const exitMs = endOf(terminal, startedAt);
	terminal.onData(data => chunks.push({atMs: performance.now() - startedAt, data}));

	return {
		processId: terminal.pid,
		chunks,
		exitMs,
		async stop() {
			// A clean end, for only then Node keeps its compiled code.
			terminal.kill('SIGTERM');
			const timer = setTimeout(() => terminal.kill('SIGKILL'), quitMs);
			await exitMs;
			clearTimeout(timer);
		},
	};
};
