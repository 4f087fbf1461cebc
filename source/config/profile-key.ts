import type {KeySource, ReadKey} from '../platform/key-source.js';
import {resolvePath} from '../platform/resolve-path.js';
import type {Service} from '../providers/services/service.js';
import {findService, services} from '../providers/services/services.js';
import {UsageError} from '../task/errors.js';
import type {Config, Profile} from './config-schema.js';

/**
Where a profile of the file says that its key is. A relative file name starts at the folder of the configuration file.
*/
export const keySourceOf = (
	{tokenEnv, tokenFile, tokenCommand}: Profile,
	{path}: Config,
	home: string,
): KeySource | undefined => {
	if (tokenEnv !== undefined) {
		return {type: 'env', name: tokenEnv};
	}

	if (tokenFile !== undefined) {
		return {type: 'file', path: resolvePath(tokenFile, home, path)};
	}

	return tokenCommand && {type: 'command', command: tokenCommand};
};

export const serviceOfProfile = ({provider}: Profile): Service => findService(provider ?? '') ?? services[0];

const hasKey = ({tokenEnv, tokenFile, tokenCommand}: Profile): boolean =>
	tokenEnv !== undefined || tokenFile !== undefined || tokenCommand !== undefined;

/** Other profiles for the same service that have a key. */
const alternatives = ({profiles}: Config, service: Service): readonly string[] =>
	[...profiles]
		.filter(([, profile]) => hasKey(profile) && serviceOfProfile(profile) === service)
		.map(([name]) => `--profile ${name}`);

/**
For the account of new tasks, where it has no key: whoever wants it is told what to do.
*/
export const noKeyGiven =
	(service: Service, config: Config): ReadKey =>
	async () => {
		const others = alternatives(config, service);
		const whose = config.profiles.size === 0 ? '' : ` for ${service.name}`;
		const choose = others.length === 0 ? 'Put' : `Choose a profile that has one (${others.join(', ')}), or put`;
		throw new UsageError(
			`There is no API token${whose}. ${choose} it into the variable TASKWATCH_TOKEN, or name a file that holds it with --token-file. To try the program without an account: taskwatch demo`,
		);
	};

/**
For a profile of the file that says nothing of a key.
*/
export const noKeyInProfile =
	(name: string, {path}: Config): ReadKey =>
	async () => {
		throw new UsageError(
			`The profile “${name}” has no token. Say in ${path} where it is, with tokenEnv, tokenFile or tokenCommand.`,
		);
	};
