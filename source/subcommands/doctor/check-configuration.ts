import {keySourceOf, serviceOfProfile} from '../../config/profile-key.js';
import {shortFolder} from '../../platform/folders.js';
import {counted} from '../../task/counted.js';
import type {Check, Finding, Patient, Probes} from './check.js';
import {withFileRights} from './key-file.js';
import {keyPlace} from './key-place.js';
import {selectedProfile, valueRows} from './value-rows.js';

const fileFinding = ({config, settings: {origins}}: Patient): Finding => {
	const about = 'configuration';
	if (config.problem !== undefined) {
		return {about, level: 'problem', found: config.problem, advice: 'Until then no profile of it can be used.'};
	}

	const {
		config: {path, profiles},
		isThere,
	} = config.value;
	return {
		about,
		level: 'ok',
		found: isThere
			? `${shortFolder(path)} (${origins.config ?? 'default'}), with ${counted(profiles.size, 'profile')}`
			: `there is none in ${shortFolder(path)}, and none is needed`,
	};
};

const otherProfiles = async (patient: Patient, probes: Probes): Promise<readonly Finding[]> => {
	const {config, settings, environment, home} = patient;
	const findings = [...(config.value?.config.profiles ?? [])]
		.filter(([name]) => name !== selectedProfile(settings))
		.map(async ([name, profile]): Promise<Finding> => {
			const about = `profile ${name}`;
			const service = serviceOfProfile(profile);
			const what = `${service.name} at ${profile.baseUrl ?? service.baseUrl ?? 'no address'}`;
			const source = config.value && keySourceOf(profile, config.value.config, home);
			if (!source) {
				return {
					about,
					level: 'note',
					found: `${what}, without a token`,
					advice: 'Say where its token is, with tokenEnv, tokenFile or tokenCommand.',
				};
			}

			const isMissing = source.type === 'env' && !environment[source.name];
			const found = `${what}, token from ${keyPlace(source)}`;
			return isMissing
				? {about, level: 'note', found: `${found}, which is not set`, advice: `Set ${source.name}.`}
				: withFileRights({about, level: 'ok', found}, source, patient, probes);
		});
	return Promise.all(findings);
};

/** The file, each value with where it comes from, and the profiles that are not selected. */
export const checkConfiguration: Check = async (patient, probes) => {
	const {accounts, config} = patient;
	// What is wrong with the file is told already.
	const problem: readonly Finding[] =
		accounts.problem === undefined || accounts.problem === config.problem
			? []
			: [{about: 'account', level: 'problem', found: accounts.problem}];
	return [
		fileFinding(patient),
		...problem,
		...valueRows(patient).map(
			([about, found, origin]): Finding => ({about, level: 'ok', found: `${found} (${origin})`}),
		),
		...(await otherProfiles(patient, probes)),
	];
};
