import {defaultProfile} from '../../config/accounts.js';
import type {Profile} from '../../config/config-schema.js';
import {shortFolder} from '../../platform/folders.js';
import type {Settings, TextOption} from '../../settings.js';
import type {Patient} from './check.js';

export const selectedProfile = ({account: {profile}}: Settings): string => profile?.text ?? defaultProfile;

/**
The profile of the file whose values the selected account has. Its address, its token and its certificates are of no use where another service was asked for.
*/
export const ownProfile = ({config, accounts, settings}: Patient): {readonly all: Profile; readonly own: Profile} => {
	const all = config.value?.config.profiles.get(selectedProfile(settings)) ?? {};
	const isOther = accounts.value !== undefined && accounts.value[0].profile !== selectedProfile(settings);
	return {all, own: isOther ? {} : all};
};

/**
What holds for new tasks: each value by its option’s or its field’s name, with where it comes from.
*/
export const valueRows = (patient: Patient): readonly (readonly [string, string, string])[] => {
	const {settings, accounts} = patient;
	const {origins, stateFolder} = settings;
	const {all, own} = ownProfile(patient);
	const inProfile = (value: unknown): string =>
		value === undefined ? 'default' : `profile ${selectedProfile(settings)}`;
	const originOf = (option: TextOption, value?: unknown): string => origins[option] ?? inProfile(value);

	const rows: (readonly [string, string, string])[] = [
		['profile', selectedProfile(settings), originOf('profile')],
		['state-dir', shortFolder(stateFolder), originOf('stateDir')],
	];
	const account = accounts.value?.[0];
	if (account) {
		const {service, baseUrl, outputFolder, intervalMs, concurrency, caFile} = account;
		rows.push(
			['provider', `${service.name}, ${service.title}`, originOf('provider', all.provider)],
			['base-url', baseUrl.href, originOf('baseUrl', own.baseUrl)],
			['output-dir', shortFolder(outputFolder), originOf('outputDir', all.outputDir)],
			[
				'interval',
				intervalMs === undefined ? 'by the age of each task' : `${intervalMs / 1000} s`,
				originOf('interval', all.interval),
			],
			['concurrency', String(concurrency ?? 4), originOf('concurrency', all.concurrency)],
			...(caFile === undefined ? [] : [['caFile', caFile, inProfile(own.caFile)] as const]),
		);
	}

	return rows;
};
