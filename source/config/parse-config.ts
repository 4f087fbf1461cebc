import {safeParse} from 'valibot';
import {UsageError} from '../task/errors.js';
import {type ConfigProblem, problemOf} from './config-problem.js';
import {profileProblem, shapeProblem} from './config-rules.js';
import {type Config, configSchema} from './config-schema.js';
import {readJson} from './json-text.js';

/**
Read the text of a configuration file. An empty one has no profiles.

@param path - The file, for messages.
@throws {UsageError} that names the file, the line and the field, what came and what is allowed. What may be a token is not repeated.
*/
export const parseConfig = (text: string, path: string): Config => {
	const content = text.replace(/^\uFEFF/v, '');
	if (content.trim() === '') {
		return {path, profiles: new Map()};
	}

	const {value, lineOf} = readJson(content, path);
	const refuse = (problem: ConfigProblem | undefined) => {
		if (problem) {
			throw new UsageError(`${path}:${lineOf(problem.path)}: ${problem.message}`);
		}
	};

	const {success, output, issues} = safeParse(configSchema, value, {abortEarly: true});
	if (!success) {
		throw new UsageError(`${path}:${lineOf(problemOf(issues[0]).path)}: ${problemOf(issues[0]).message}`);
	}

	const profiles = new Map(Object.entries(output.profiles ?? {}));
	refuse(shapeProblem(value, new Set(profiles.keys())));
	for (const [name, profile] of profiles) {
		refuse(profileProblem(name, profile));
	}

	return {path, profiles, ...(output.hooks && {hooks: output.hooks})};
};
