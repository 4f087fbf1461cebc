import {holderText} from '../../output/holder-text.js';
import {shortFolder} from '../../platform/folders.js';
import {counted} from '../../task/counted.js';
import type {Check, Finding} from './check.js';

/** The watch list, without changing anything of it. */
export const checkList: Check = ({settings: {stateFolder}}, {list, now}) => {
	const about = 'watch list';
	const facts = list(stateFolder);
	if (!facts) {
		return [{about, level: 'ok', found: 'there is none yet'}];
	}

	const {path, mode, isOwn, owner, version, knownVersion, taskCount, quarantineCount, damagedNames, problem} = facts;
	const place = shortFolder(path);
	const findings: Finding[] = [];
	if (problem !== undefined) {
		findings.push({
			about,
			level: 'problem',
			found: `${place} cannot be read: ${problem}`,
			advice: 'If it is damaged, the next start of taskwatch puts it aside and brings over what can be read.',
		});
	} else if (version > knownVersion) {
		findings.push({
			about,
			level: 'problem',
			found: `${place} was written by a newer taskwatch (version ${version} of the list)`,
			advice: 'Update taskwatch, or choose another --state-dir.',
		});
	} else {
		findings.push({
			about,
			level: 'ok',
			found: `${place} with ${counted(taskCount, 'task')}, version ${version} of the list${owner ? `; open ${holderText(owner, now())}` : ''}`,
		});
	}

	if (!isOwn || (mode & 0o077) !== 0) {
		findings.push({
			about,
			level: 'note',
			found: isOwn ? `others can read it (mode ${mode.toString(8)})` : 'it is another user’s',
			advice: isOwn ? `chmod 600 ${place}` : 'Choose another --state-dir.',
		});
	}

	if (quarantineCount > 0) {
		findings.push({
			about,
			level: 'note',
			found: `${counted(quarantineCount, 'damaged record')} of it ${quarantineCount === 1 ? 'was' : 'were'} put aside`,
			advice: 'Paste the IDs of tasks that you miss.',
		});
	}

	if (damagedNames.length > 0) {
		findings.push({
			about,
			level: 'note',
			found: `${counted(damagedNames.length, 'damaged list')} put aside beside it: ${damagedNames.join(', ')}`,
			advice: 'Remove them if you miss no task.',
		});
	}

	return findings;
};
