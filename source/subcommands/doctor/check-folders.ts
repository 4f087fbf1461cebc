import {shortFolder, wholeFolder} from '../../platform/folders.js';
import {formatBytes} from '../../table/format.js';
import {counted} from '../../task/counted.js';
import type {Check, Finding, Patient, Probes} from './check.js';

type Folder = {
	readonly about: string;
	readonly path: string;
	/** What does not work where it cannot be written to; absent where nothing is written. */
	readonly need?: {readonly level: 'note' | 'problem'; readonly advice: string};
	/** Whether nobody else is to look into it. */
	readonly isPrivate: boolean;
};

/** Less may not be enough for the next result. */
const scarceBytes = 500_000_000;

const foldersOf = ({settings, accounts, config, environment, home}: Patient): readonly Folder[] => {
	const outputs = new Set((accounts.value ?? []).map(({outputFolder}) => outputFolder));
	const file = config.value?.config.path;
	return [
		{
			about: 'state folder',
			path: settings.stateFolder,
			need: {level: 'problem', advice: 'The watch list cannot be kept. Allow it, or choose another --state-dir.'},
			isPrivate: true,
		},
		...[...outputs].map(
			(path): Folder => ({
				about: 'output folder',
				path,
				need: {level: 'problem', advice: 'No result can be saved. Allow it, or choose another --output-dir.'},
				isPrivate: false,
			}),
		),
		...(file === undefined
			? []
			: [{about: 'config folder', path: file.replace(/\/[^\/]*$/v, '') || '/', isPrivate: false}]),
		{
			about: 'cache folder',
			path: `${environment['XDG_CACHE_HOME'] || `${home}/.cache`}/taskwatch`,
			need: {level: 'note', advice: 'taskwatch starts more slowly for that.'},
			isPrivate: false,
		},
	];
};

const folderFinding = async ({about, path, need, isPrivate}: Folder, {folder}: Probes): Promise<Finding> => {
	const {type, isWritable, mode = 0o700, isOwn, freeBytes} = await folder(path);
	const free = freeBytes === undefined ? '' : `, ${formatBytes(freeBytes)} free`;
	const place = shortFolder(path);
	if (type === 'other') {
		return {
			about,
			level: need?.level ?? 'note',
			found: `${place} is no folder`,
			advice: need?.advice ?? 'Put a folder there.',
		};
	}

	if (need && !isWritable) {
		return {about, level: need.level, found: `${place} cannot be written to`, advice: need.advice};
	}

	if (type === 'missing') {
		return {about, level: 'ok', found: `${place} is made when it is needed${free}`};
	}

	const found = `${place}, mode ${mode.toString(8)}${free}`;
	if (isPrivate && (!isOwn || (mode & 0o077) !== 0)) {
		return {
			about,
			level: 'note',
			found: isOwn ? `${found}: others can get at it` : `${found}: it is another user’s`,
			advice: isOwn ? `chmod 700 ${place}` : 'Choose another --state-dir.',
		};
	}

	return need?.level === 'problem' && freeBytes !== undefined && freeBytes < scarceBytes
		? {about, level: 'note', found, advice: 'Free some space: it may not be enough for the next result.'}
		: {about, level: 'ok', found};
};

const partFindings = async (
	{accounts, settings}: Patient,
	{leftOvers, partFolders}: Probes,
): Promise<readonly Finding[]> => {
	const outputs = (accounts.value ?? []).map(({outputFolder}) => wholeFolder(outputFolder));
	const folders = [...new Set([...outputs, ...partFolders(settings.stateFolder)])];
	const found = await Promise.all(folders.map(async path => ({path, parts: await leftOvers(path)})));
	return found
		.filter(({parts}) => parts.length > 0)
		.map(({path, parts}): Finding => {
			const bytes = parts.reduce((sum, part) => sum + part.bytes, 0);
			return {
				about: 'unfinished',
				level: 'note',
				found: `${counted(parts.length, 'file')} NAME.part in ${shortFolder(path)}, ${formatBytes(bytes)}`,
				advice: 'The next download goes on with those that are wanted; the others go after a week.',
			};
		});
};

/** Where the program reads and writes. */
export const checkFolders: Check = async (patient, probes) => [
	...(await Promise.all(foldersOf(patient).map(async folder => folderFinding(folder, probes)))),
	...(await partFindings(patient, probes)),
];
