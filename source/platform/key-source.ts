import type {Stats} from 'node:fs';
import {open} from 'node:fs/promises';
import {UsageError} from '../task/errors.js';
import {tooManyOpen} from '../task/too-many-open.js';
import {errorCode} from './disk-error.js';
import {runKeyCommand} from './key-command.js';
import {othersRight} from './others-rights.js';
import {resolvePath} from './resolve-path.js';

/**
Where the key of a profile comes from.
*/
export type KeySource =
	/** The key itself; `origin` says where it was, such as `TASKWATCH_TOKEN` or `standard input`. */
	| {readonly type: 'text'; readonly text: string; readonly origin: string}
	| {readonly type: 'env'; readonly name: string}
	/** `~/` is the home folder. */
	| {readonly type: 'file'; readonly path: string}
	| {readonly type: 'command'; readonly command: readonly [string, ...string[]]};

export type KeyReaderOptions = {
	/** The name of the profile, for messages. */
	readonly profile: string;
	readonly source: KeySource;
	readonly environment: Readonly<Record<string, string | undefined>>;
	readonly home: string;
	/** How long a command may take. @default 30_000 */
	readonly timeoutMs?: number;
};

/**
Get the key. It is kept, and asked for anew only after it was refused; calls at the same time share one run.

@throws {UsageError} that says where the key was looked for, and never what it is.
*/
export type ReadKey = (options?: {readonly isRefused?: boolean}) => Promise<string>;

/** Both of the same file, whatever is put in its place meanwhile. */
const readOpened = async (path: string): Promise<{readonly text: string; readonly stats: Stats}> => {
	const handle = await open(path);
	try {
		return {text: await handle.readFile('utf8'), stats: await handle.stat()};
	} finally {
		await handle.close();
	}
};

const readKeyFile = async (path: string): Promise<string> => {
	const {text, stats} = await readOpened(path).catch((error: unknown) => {
		const code = errorCode(error);
		throw new UsageError(
			code === 'ENOENT'
				? `There is no token file ${path}.`
				: `The token file ${path} cannot be read: ${code === 'EMFILE' ? tooManyOpen : (code ?? String(error))}.`,
			{cause: error},
		);
	});
	// What is no file, such as a pipe of the shell, is not there for others to write to.
	if (stats.isFile() && othersRight(stats) === 'write') {
		throw new UsageError(
			`Other users may write to the token file ${path}, so what is in it may be theirs. Take that from them: chmod go-w ${path}`,
		);
	}

	return text;
};

/** What only the characters of a header may be in: a key with others could not be sent. */
const checkKey = (text: string, place: string): string => {
	const key = text.trim();
	if (key === '') {
		throw new UsageError(`There is no token in ${place}: it is empty.`);
	}

	if (/\s/v.test(key)) {
		throw new UsageError(`There must be nothing but the token in ${place}, but there is white space within.`);
	}

	if (!/^[\x21-\x7E]+$/v.test(key)) {
		throw new UsageError(`The token in ${place} holds a character that none can have. Is it copied as a whole?`);
	}

	return key;
};

/**
@throws {UsageError} Only the function that it returns does.
*/
export const createKeyReader = ({
	profile,
	source,
	environment,
	home,
	timeoutMs = 30_000,
}: KeyReaderOptions): ReadKey => {
	const owner = `the profile “${profile}”`;

	const find = async (): Promise<string> => {
		switch (source.type) {
			case 'text': {
				return checkKey(source.text, source.origin);
			}

			case 'env': {
				const text = environment[source.name];
				if (text === undefined) {
					throw new UsageError(`The variable ${source.name}, which holds the token of ${owner}, is not set.`);
				}

				return checkKey(text, `the variable ${source.name}`);
			}

			case 'file': {
				const path = resolvePath(source.path, home);
				return checkKey(await readKeyFile(path), `the file ${path}`);
			}

			case 'command': {
				const text = await runKeyCommand({owner, command: source.command, environment, timeoutMs});
				return checkKey(text, `the output of the tokenCommand of ${owner}`);
			}
		}
	};

	let key: string | undefined;
	let run: Promise<string> | undefined;

	return async ({isRefused = false} = {}) => {
		if (isRefused) {
			key = undefined;
		}

		if (key !== undefined) {
			return key;
		}

		run ??= find().finally(() => {
			run = undefined;
		});
		key = await run;
		return key;
	};
};
