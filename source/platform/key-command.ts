import {type ExecFileException, execFile} from 'node:child_process';
import {cleanText} from '../task/clean-text.js';
import {UsageError} from '../task/errors.js';

export type KeyCommand = {
	/** Whose command it is, for messages, such as `the profile “work”`. */
	readonly owner: string;
	readonly command: readonly [string, ...string[]];
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly timeoutMs: number;
};

/** A key is a line; what prints more than this is the wrong program. */
const maxOutputBytes = 64 * 1024;

/** Shorter words are no keys, and stand in any sentence. */
const leastKeyLength = 4;

/** The first line of what the program complained about, without a word of what it printed, as that may be the key. */
const complaint = (stderr: string, stdout: string): string => {
	const words = [...new Set(stdout.split(/\s+/v))]
		.filter(word => word.length >= leastKeyLength)
		.sort((one, other) => other.length - one.length);
	const [line = ''] = stderr.trim().split(/[\r\n]/v);
	// Cleaned first, as an escape sequence may part a word, and cut last, as half a key is no word that we know.
	const clean = cleanText(line, maxOutputBytes);
	return cleanText(
		words.reduce((text, word) => text.replaceAll(word, '…'), clean),
		200,
	);
};

const whyFailed = ({code, killed, signal}: ExecFileException, timeoutMs: number): string => {
	if (code === 'ENOENT') {
		return 'there is no such program';
	}

	if (code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') {
		return 'it printed much more than a token';
	}

	if (killed) {
		return `it did not end within ${timeoutMs / 1000} s`;
	}

	if (typeof code === 'string') {
		return `it cannot be started (${code})`;
	}

	return typeof code === 'number' ? `it ended with exit code ${code}` : `it ended with ${signal ?? 'an error'}`;
};

/**
Run a program that prints a key, without a shell and without input.

@returns What it printed.
@throws {UsageError} when it fails, with its exit code and the first line of its standard error. The error has no cause, as that would repeat the output.
*/
export const runKeyCommand = async ({owner, command, environment, timeoutMs}: KeyCommand): Promise<string> => {
	const [program, ...words] = command;
	// Our own token is for one profile, and not for any program.
	const {TASKWATCH_TOKEN: _, ...rest} = environment;
	const env = rest as NodeJS.ProcessEnv;

	return new Promise((resolve, reject) => {
		const fail = (reason: string, said = '') => {
			reject(
				new UsageError(
					`The tokenCommand of ${owner}, ${cleanText(program, 100)}, failed: ${reason}${said && `, and said “${said}”`}.`,
				),
			);
		};

		try {
			const options = {env, timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: maxOutputBytes} as const;
			const child = execFile(program, words, options, (error, stdout, stderr) => {
				if (error) {
					fail(whyFailed(error, timeoutMs), complaint(stderr, stdout));
				} else {
					resolve(stdout);
				}
			});
			child.stdin?.end();
		} catch {
			// Before it starts anything, Node.js refuses words that no program can be given.
			fail('it holds a character that no command may have');
		}
	});
};
