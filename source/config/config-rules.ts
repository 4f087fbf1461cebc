import {findService, services} from '../providers/services/services.js';
import {cleanText} from '../task/clean-text.js';
import {type ConfigProblem, fieldName} from './config-problem.js';
import {type Profile, profileNameRule} from './config-schema.js';
import {isSafeForKeys} from './key-address.js';

const tokenFields = ['tokenEnv', 'tokenFile', 'tokenCommand'] as const;

const addressProblem = ({provider = services[0].name, baseUrl}: Profile): string | undefined => {
	if (baseUrl === undefined) {
		return findService(provider)?.baseUrl === undefined
			? `needs a baseUrl, as ${provider} has no address of its own`
			: undefined;
	}

	const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
	if (!url) {
		return 'has a baseUrl that is no address';
	}

	if (url.username !== '' || url.password !== '') {
		return 'has a baseUrl with a user name or a password, which is not allowed';
	}

	return isSafeForKeys(url)
		? undefined
		: 'has a baseUrl by http, which would show the token to whoever listens; it must be https, except on this machine and its network';
};

/**
What a single field cannot tell: rules about two fields of a profile.
*/
export const profileProblem = (name: string, profile: Profile): ConfigProblem | undefined => {
	const path = ['profiles', name];
	const address = addressProblem(profile);
	if (address !== undefined) {
		return {path: [...path, 'baseUrl'], message: `${fieldName(path)} ${address}.`};
	}

	const [first, second] = tokenFields.filter(field => profile[field] !== undefined);
	if (second !== undefined) {
		return {
			path: [...path, second],
			message: `${fieldName(path)} has both ${first} and ${second}. Only one of ${tokenFields.join(', ')} is allowed.`,
		};
	}

	return profile.tokenEnv === 'TASKWATCH_TOKEN'
		? {
				path: [...path, 'tokenEnv'],
				message: `${fieldName(path)}.tokenEnv must be another variable, as TASKWATCH_TOKEN is for whichever profile is chosen.`,
			}
		: undefined;
};

/**
What slips through the schema: a list where an object is needed, and names that every object has.
*/
export const shapeProblem = (value: unknown, names: ReadonlySet<string>): ConfigProblem | undefined => {
	if (Array.isArray(value)) {
		return {path: [], message: 'The file must be an object such as {"profiles": {…}}, not a list.'};
	}

	const profiles = (value as {readonly profiles?: object}).profiles ?? {};
	if (Array.isArray(profiles)) {
		return {path: ['profiles'], message: 'profiles must be an object with a profile for each name, not a list.'};
	}

	for (const [name, profile] of Object.entries(profiles)) {
		const path = ['profiles', name];
		if (!names.has(name)) {
			return {path, message: `“${cleanText(name, 60)}” is no name for a profile. It must be ${profileNameRule}.`};
		}

		if (Array.isArray(profile)) {
			return {path, message: `${fieldName(path)} must be an object with the fields of a profile, not a list.`};
		}
	}

	return undefined;
};
