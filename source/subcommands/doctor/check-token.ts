import {keySourceOf} from '../../config/profile-key.js';
import type {Check, Finding} from './check.js';
import {keyPlace} from './key-place.js';
import {ownProfile} from './value-rows.js';

/** Whether there is a token, and where from. Nothing of it is told. */
export const checkToken: Check = async (patient, {folder}) => {
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
	if (source?.type !== 'file' || source.path === '-') {
		return [found];
	}

	const {mode = 0o600} = await folder(source.path);
	return (mode & 0o077) === 0
		? [found]
		: [{...found, level: 'note', found: `${found.found}, which others can read`, advice: `chmod 600 ${source.path}`}];
};
