import {type ChildProcess, spawn} from 'node:child_process';
import {cleanText} from '../task/clean-text.js';
import type {HookCall, HookEnd} from '../task/hook.js';
import {errorCode} from './disk-error.js';

export type HookProcess = {
	readonly environment: Readonly<Record<string, string | undefined>>;
	/** End a program and all that it has started. */
	readonly killGroup: (processId: number) => void;
	/** Ends the hook when it is aborted. */
	readonly signal: AbortSignal;
	/** @default 60_000 */
	readonly timeoutMs?: number;
};

/** All that a hook gets of the environment of the program, which may hold keys of any kind. */
const allowedVariables = ['PATH', 'HOME', 'LANG', 'TERM', 'TMPDIR'] as const;

/** Of what a hook prints. */
const maxOutputLength = 2000;

/** How long the last of it may take to come: what a hook leaves running may hold the pipe for ever. */
const lastWordsMs = 200;

const whyNotStarted = (error: unknown): string => {
	const code = errorCode(error);
	return code === 'ENOENT' ? 'there is no such program' : `it cannot be started (${code ?? String(error)})`;
};

const whyFailed = ({exitCode, signalCode}: ChildProcess): string | undefined => {
	if (exitCode === 0) {
		return undefined;
	}

	return exitCode === null ? `it ended with ${signalCode}` : `exit code ${exitCode}`;
};

/**
Run a hook without a shell, in a group of processes of its own.
*/
export const runHook = async (
	{command, variables, input}: HookCall,
	{environment, killGroup, signal, timeoutMs = 60_000}: HookProcess,
): Promise<HookEnd> => {
	const [program, ...words] = command;
	const allowed = Object.fromEntries(allowedVariables.map(name => [name, environment[name]]));
	const env = {...allowed, ...variables} as NodeJS.ProcessEnv;

	return new Promise(resolve => {
		try {
			const child = spawn(program, words, {env, detached: true, stdio: 'pipe'});
			const outputs = [child.stdout, child.stderr];
			let output = '';
			let isLate = false;

			const kill = (): void => {
				if (child.pid !== undefined) {
					killGroup(child.pid);
				}
			};
			const late = setTimeout(() => {
				isLate = true;
				kill();
			}, timeoutMs);
			signal.addEventListener('abort', kill, {once: true});

			const end = (reason: string | undefined): void => {
				clearTimeout(late);
				signal.removeEventListener('abort', kill);
				for (const stream of outputs) {
					stream.destroy();
				}

				resolve({reason, output: cleanText(output, maxOutputLength)});
			};
			const ended = (): void => end(isLate ? `it did not end within ${timeoutMs / 1000} s` : whyFailed(child));

			for (const stream of outputs) {
				stream.setEncoding('utf8').on('data', (text: string) => {
					output = (output + text).slice(0, maxOutputLength);
				});
			}

			// A hook need not read what it is told.
			child.stdin.on('error', () => undefined);
			child.stdin.end(input);
			child.once('error', error => end(whyNotStarted(error)));
			child.once('close', ended);
			child.once('exit', () => setTimeout(ended, lastWordsMs));
		} catch (error) {
			// Before it starts anything, Node.js refuses words that no program can be given.
			resolve({reason: whyNotStarted(error), output: ''});
		}
	});
};
