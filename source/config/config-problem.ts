import type {BaseIssue} from 'valibot';
import {whyNoService} from '../providers/services/route.js';
import {services} from '../providers/services/services.js';
import {cleanText} from '../task/clean-text.js';
import {configSchema, hooksSchema, profileSchema} from './config-schema.js';
import {nearestName} from './nearest-name.js';

/** A sentence for the user, and the field that it is about. */
export type ConfigProblem = {readonly path: readonly PropertyKey[]; readonly message: string};

const profileFields = Object.keys(profileSchema.pipe[0].entries);
const fileFields = Object.keys(configSchema.pipe[0].entries);
const hookNames = Object.keys(hooksSchema.entries);

/** What may hold a secret, or does so where it is wrong. It is never repeated. */
const secretFields: ReadonlySet<PropertyKey | undefined> = new Set(['tokenEnv', 'tokenFile', 'tokenCommand', 'hooks']);

const tokenItself = /^(?:api|access|secret)?[-_]?(?:token|key|secret)$/i;

const shown = (value: unknown): string => {
	if (typeof value === 'string') {
		return `“${cleanText(value, 60)}”`;
	}

	return Array.isArray(value) ? 'a list' : typeof value === 'object' && value !== null ? 'an object' : String(value);
};

/** A field as its user knows it: within its profile. */
export const fieldName = (path: readonly PropertyKey[]): string =>
	path.length === 0 ? 'The file' : path.map(part => cleanText(String(part), 60)).join('.');

const suggestion = (name: string, names: readonly string[]): string => {
	const nearest = nearestName(name, names);
	return nearest === undefined ? `It may be ${names.join(', ')}.` : `Did you mean ${nearest}?`;
};

const unknownField = (path: readonly PropertyKey[]): string => {
	const name = String(path.at(-1));
	if (tokenItself.test(name)) {
		return `${fieldName(path)} is not allowed: no token belongs into this file. Say where it is with tokenEnv, tokenFile or tokenCommand.`;
	}

	// A profile stands in the profiles, and hooks in the file or in a profile.
	if (path.length % 2 === 0) {
		return `${fieldName(path)} is no hook. ${suggestion(name, hookNames)}`;
	}

	const isInProfile = path.length > 1;
	const nearest = suggestion(name, isInProfile ? profileFields : fileFields);
	const isMisplaced = !isInProfile && profileFields.includes(name);
	return `${fieldName(path)} is no field ${isInProfile ? 'of a profile' : 'of this file'}. ${
		isMisplaced ? `It belongs into a profile: {"profiles": {"default": {"${name}": …}}}.` : nearest
	}`;
};

const wrongValue = ({input, message}: BaseIssue<unknown>, path: readonly PropertyKey[]): string => {
	// A word of a command is told as the command.
	const fields = path.filter(part => typeof part === 'string');
	const name = fieldName(fields);
	const field = fields[0] === 'hooks' ? 'hooks' : fields[2];
	if (field === 'provider' && typeof input === 'string') {
		const names = services.map(service => service.name);
		return `${name}: ${whyNoService(cleanText(input, 60))} ${suggestion(input, names)}`;
	}

	// An address may hold a password before the @, or a key in its query.
	const isSecret = secretFields.has(field) || (field === 'baseUrl' && /[@?#]/.test(String(input)));
	return `${name} must be ${message}${isSecret ? '' : `, not ${shown(input)}`}.`;
};

/**
What is wrong, in a sentence that says what came and what is allowed.
*/
export const problemOf = (issue: BaseIssue<unknown>): ConfigProblem => {
	const path = (issue.path ?? []).map(({key}) => key as PropertyKey);
	const isName = issue.path?.at(-1)?.origin === 'key';
	if (isName && issue.type === 'strict_object') {
		return {path, message: unknownField(path)};
	}

	return {
		path,
		message: isName
			? `${shown(issue.input)} is no name for a profile. It must be ${issue.message}.`
			: wrongValue(issue, path),
	};
};
