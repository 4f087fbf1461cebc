import type {KeySource} from '../../platform/key-source.js';
import {resolvePath} from '../../platform/resolve-path.js';
import type {Finding, Patient, Probes} from './check.js';

/**
Add to what was found of a key that others have the file in their hands where it stands, if they do.
*/
export const withFileRights = async (
	finding: Finding,
	source: KeySource | undefined,
	{home}: Patient,
	{othersRight}: Probes,
): Promise<Finding> => {
	if (source?.type !== 'file' || source.path === '-') {
		return finding;
	}

	const path = resolvePath(source.path, home);
	switch (await othersRight(path)) {
		case 'write': {
			return {
				...finding,
				level: 'note',
				found: `${finding.found}, which is not used as others may write to it`,
				advice: `chmod 600 ${path}`,
			};
		}

		case 'read': {
			return {...finding, level: 'note', found: `${finding.found}, which others can read`, advice: `chmod 600 ${path}`};
		}

		case 'nothing': {
			return finding;
		}
	}
};
