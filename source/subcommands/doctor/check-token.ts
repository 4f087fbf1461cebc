import {keySourceOf} from '../../config/profile-key.js';
import type {Check, Finding} from './check.js';
import {withFileRights} from './key-file.js';
import {keyPlace} from './key-place.js';
import {ownProfile} from './value-rows.js';

/** Whether there is a token, and where from. Nothing of it is told. */
export const checkToken: Check = async (patient, probes) => {
	const about = 'token';
	const {key, config, settings, home, accounts} = patient;
	if (accounts.problem !== undefined) {
		return [];
	}

	if (key.problem !== undefined) {
		return [{about, level: 'problem', found: key.problem}];
	}

	const source =
		settings.account.key ?? (config.value && keySourceOf(ownProfile(patient).own, config.value.config, home));
	const found: Finding = {about, level: 'ok', found: `there is one, from ${source ? keyPlace(source) : 'somewhere'}`};
	return [await withFileRights(found, source, patient, probes)];
};
