import {type Accounts, accountsOf} from './config/accounts.js';
import type {Config} from './config/config-schema.js';
import {readConfigFile} from './platform/config-file.js';
import {createKeyReader, type KeySource} from './platform/key-source.js';
import type {Environment, Settings} from './settings.js';

export type LoadOptions = {
	readonly settings: Settings;
	readonly environment: Environment;
	/** The user's home folder. */
	readonly home: string;
	/** Read all of standard input, for a key that comes that way. */
	readonly readInput: () => Promise<string>;
	/**
	Whether anything is going to be asked: only then a key must be there.

	@default true
	*/
	readonly needsKey?: boolean;
};

/** A key that comes by standard input is read once, before anything else may read from there. */
const withInput = async (
	key: KeySource | undefined,
	readInput: () => Promise<string>,
): Promise<KeySource | undefined> =>
	key?.type === 'file' && key.path === '-' ? {type: 'text', text: await readInput(), origin: 'standard input'} : key;

/**
Read the configuration file.

@returns Whether there is one, too.
@throws {UsageError} for anything in it that is wrong.
*/
export const readConfig = async ({
	settings: {configFile},
	environment,
	home,
}: Omit<LoadOptions, 'readInput'>): Promise<{readonly config: Config; readonly isThere: boolean}> => {
	const {path, text} = readConfigFile({named: configFile, configHome: environment['XDG_CONFIG_HOME'], home});
	// The checks of a configuration take longer to load than the rest of the start: most people have none.
	return text === undefined
		? {config: {path, profiles: new Map()}, isThere: false}
		: {config: (await import('./config/parse-config.js')).parseConfig(text, path), isThere: true};
};

/**
The accounts of a configuration and of what options and environment say. No key is read yet, but one that comes by standard input.

@throws {UsageError} for anything that is wrong.
*/
export const accountsWith = async (
	config: Config,
	{settings: {account}, environment, home, readInput, needsKey = true}: LoadOptions,
): Promise<Accounts> =>
	accountsOf({
		config,
		settings: {...account, key: needsKey ? await withInput(account.key, readInput) : account.key},
		home,
		keyOf: ({profile, source}) => createKeyReader({profile, source, environment, home}),
	});

/**
The user's accounts: what options and environment say, and the profiles of the configuration file.

@throws {UsageError} for anything in it that is wrong, and when the selected account has no key.
*/
export const loadAccounts = async (options: LoadOptions): Promise<Accounts> => {
	const {config} = await readConfig(options);
	const accounts = await accountsWith(config, options);
	if (options.needsKey ?? true) {
		await accounts[0].readKey();
	}

	return accounts;
};
