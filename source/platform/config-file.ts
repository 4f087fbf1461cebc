import {closeSync, fstatSync, openSync, readFileSync, type Stats} from 'node:fs';
import {isAbsolute, join} from 'node:path';
import {UsageError} from '../task/errors.js';
import {errorCode} from './disk-error.js';
import {othersRight} from './others-rights.js';
import {resolvePath} from './resolve-path.js';

export type ConfigPlace = {
	/** What `--config` or `TASKWATCH_CONFIG` names. */
	readonly named: string | undefined;
	/** The value of `XDG_CONFIG_HOME`, which counts only where it is an absolute path. */
	readonly configHome: string | undefined;
	readonly home: string;
};

export type ConfigFile = {
	readonly path: string;
	/** Absent where there is no such file, and none was asked for. */
	readonly text?: string;
};

const readOpened = (path: string): {readonly text: string; readonly stats: Stats} => {
	const descriptor = openSync(path, 'r');
	try {
		return {text: readFileSync(descriptor, 'utf8'), stats: fstatSync(descriptor)};
	} finally {
		closeSync(descriptor);
	}
};

const checkRights = (path: string, stats: Stats): void => {
	if (stats.isFile() && othersRight(stats) === 'write') {
		throw new UsageError(
			`Other users may write to the configuration file ${path}, which names programs that are run. Take that from them: chmod go-w ${path}`,
		);
	}
};

const failureOf = (path: string, error: unknown): UsageError => {
	const code = errorCode(error);
	return new UsageError(
		code === 'ENOENT'
			? `There is no configuration file ${path}.`
			: `The configuration file ${path} cannot be read: ${code ?? String(error)}.`,
		{cause: error},
	);
};

/**
Read the configuration file. Who else may read it is of no matter, as it holds no token.

@throws {UsageError} when it cannot be read, is not there although it was named, or may be written to by others.
*/
export const readConfigFile = ({named, configHome, home}: ConfigPlace): ConfigFile => {
	const folder = configHome !== undefined && isAbsolute(configHome) ? configHome : join(home, '.config');
	const path = named === undefined ? join(folder, 'taskwatch', 'config.json') : resolvePath(named, home);
	let file: ReturnType<typeof readOpened>;
	try {
		file = readOpened(path);
	} catch (error) {
		const code = errorCode(error);
		if (named === undefined && (code === 'ENOENT' || code === 'ENOTDIR')) {
			return {path};
		}

		throw failureOf(path, error);
	}

	checkRights(path, file.stats);
	return {path, text: file.text};
};
