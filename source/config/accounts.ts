import type {KeySource, ReadKey} from '../platform/key-source.js';
import {resolvePath} from '../platform/resolve-path.js';
import type {Account} from '../providers/services/account.js';
import {whyNoService} from '../providers/services/route.js';
import type {Service} from '../providers/services/service.js';
import {findService, services} from '../providers/services/services.js';
import {UsageError} from '../task/errors.js';
import type {Config, Profile} from './config-schema.js';
import {nearestName} from './nearest-name.js';
import {keySourceOf, noKeyGiven, noKeyInProfile, serviceOfProfile} from './profile-key.js';

/** A value, and the option or the variable that it came from. */
export type Wish = {readonly text: string; readonly origin: string};

/**
What options and environment say about accounts; `undefined` where they say nothing.
*/
export type AccountSettings = {
	readonly profile: Wish | undefined;
	readonly provider: Wish | undefined;
	readonly baseUrl: URL | undefined;
	readonly key: KeySource | undefined;
	readonly outputFolder: string | undefined;
	readonly intervalMs: number | undefined;
	readonly concurrency: number | undefined;
	readonly hasSidecar: boolean;
};

/**
All accounts, with the one for new tasks first.
*/
export type Accounts = readonly [Account, ...Account[]];

export type AccountsOptions = {
	readonly config: Config;
	readonly settings: AccountSettings;
	/** The user's home folder. */
	readonly home: string;
	readonly keyOf: (options: {readonly profile: string; readonly source: KeySource}) => ReadKey;
};

export const defaultProfile = 'default';

const selectedName = ({path, profiles}: Config, {profile}: AccountSettings): string => {
	if (!profile || profile.text === defaultProfile || profiles.has(profile.text)) {
		return profile?.text ?? defaultProfile;
	}

	const names = [...new Set([defaultProfile, ...profiles.keys()])];
	const nearest = nearestName(profile.text, names);
	throw new UsageError(
		`${profile.origin} must be a profile in ${path} (${names.join(', ')}), not “${profile.text}”.${
			nearest === undefined ? '' : ` Did you mean ${nearest}?`
		}`,
	);
};

const serviceOf = ({text, origin}: Wish): Service => {
	const service = findService(text);
	if (!service) {
		const names = services.map(({name}) => name);
		throw new UsageError(`${origin}: ${whyNoService(text)} It may be ${names.join(', ')}.`);
	}

	return service;
};

const addressOf = (service: Service, {baseUrl = service.baseUrl}: Profile, {provider}: AccountSettings): URL => {
	if (baseUrl === undefined) {
		throw new UsageError(
			`${provider?.origin ?? 'The provider'}: ${service.name} has no address of its own. Name it with --base-url.`,
		);
	}

	return new URL(baseUrl);
};

/**
Put the accounts together: an option beats the environment, that beats the profile in the file, and that the default.

Provider, address and key of options and environment are for the selected profile alone. If they name another provider than its own, then neither its address nor its key is used for that. The account gets a name that no profile can have, such as `default+kling`, and the profile stays as it is, for the tasks that are watched with it already.

@throws {UsageError} for an unknown profile or provider, or an address that is missing.
*/
export const accountsOf = ({config, settings, home, keyOf}: AccountsOptions): Accounts => {
	const caFileOf = ({caFile}: Profile) => caFile && resolvePath(caFile, home, config.path);

	const accountOf = (
		name: string,
		profile: Profile,
		{service, baseUrl, caFile, readKey}: Pick<Account, 'service' | 'baseUrl' | 'caFile' | 'readKey'>,
	): Account => ({
		profile: name,
		service,
		baseUrl,
		outputFolder: resolvePath(settings.outputFolder ?? profile.outputDir ?? '.', home),
		intervalMs:
			settings.intervalMs ?? (profile.interval === undefined ? undefined : Math.round(profile.interval * 1000)),
		concurrency: settings.concurrency ?? profile.concurrency,
		hasSidecar: settings.hasSidecar || profile.sidecar === true,
		...(caFile !== undefined && {caFile}),
		hooks: {...config.hooks, ...profile.hooks},
		readKey,
	});

	const asInFile = ([name, profile]: readonly [string, Profile]): Account => {
		const service = serviceOfProfile(profile);
		const source = keySourceOf(profile, config, home);
		return accountOf(name, profile, {
			service,
			baseUrl: addressOf(service, profile, settings),
			caFile: caFileOf(profile),
			readKey: source ? keyOf({profile: name, source}) : noKeyInProfile(name, config),
		});
	};

	const name = selectedName(config, settings);
	const profile = config.profiles.get(name);
	const service = settings.provider ? serviceOf(settings.provider) : serviceOfProfile(profile ?? {});
	const isOther = profile !== undefined && service !== serviceOfProfile(profile);
	const own = profile === undefined || isOther ? {} : profile;
	const source = settings.key ?? keySourceOf(own, config, home);
	const nameOfSelected = isOther ? `${name}+${service.name}` : name;
	const selected = accountOf(nameOfSelected, profile ?? {}, {
		service,
		baseUrl: settings.baseUrl ?? addressOf(service, own, settings),
		caFile: caFileOf(own),
		readKey: source ? keyOf({profile: nameOfSelected, source}) : noKeyGiven(service, config),
	});

	return [selected, ...[...config.profiles].filter(([each]) => isOther || each !== name).map(asInFile)];
};
