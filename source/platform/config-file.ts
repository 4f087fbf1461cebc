import {readFileSync} from 'node:fs';
import {isAbsolute, join} from 'node:path';
import {UsageError} from '../task/errors.js';
import {errorCode} from './disk-error.js';
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

/**
Read the configuration file. Who else may read it is of no matter, as it holds no token.

@throws {UsageError} when it cannot be read, or is not there although it was named.
*/
export const readConfigFile = ({named, configHome, home}: ConfigPlace): ConfigFile => {
	const folder = configHome !== undefined && isAbsolute(configHome) ? configHome : join(home, '.config');
	const path = named === undefined ? join(folder, 'taskwatch', 'config.json') : resolvePath(named, home);
	try {
		return {path, text: readFileSync(path, 'utf8')};
	} catch (error) {
		const code = errorCode(error);
		if (named === undefined && (code === 'ENOENT' || code === 'ENOTDIR')) {
			return {path};
		}

		throw new UsageError(
			code === 'ENOENT'
				? `There is no configuration file ${path}.`
				: `The configuration file ${path} cannot be read: ${code ?? String(error)}.`,
			{cause: error},
		);
	}
};
