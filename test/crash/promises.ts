import {cp, mkdir, readdir, readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {openGuestList} from '../../source/platform/guest-list.js';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import {sha256} from '../e2e/media.js';
import type {Home} from '../helpers/built-program.js';

/**
What has been said to be so, on the screen or by a program that ended with 0.
*/
export type Promises = {
	readonly watches: Set<string>;
	readonly labels: Set<string>;
	readonly removed: Set<string>;
	/** Said on the list to be saved. */
	readonly saved: Set<string>;
	/** Said to be saved at any time: a task that is taken off the list leaves its file. */
	readonly files: Set<string>;
	/** About to be taken off the list, which nobody has said to have been done: either is right. */
	readonly doubted: Set<string>;
};

export const noPromises = (): Promises => ({
	watches: new Set(),
	labels: new Set(),
	removed: new Set(),
	saved: new Set(),
	files: new Set(),
	doubted: new Set(),
});

export const labelOf = (id: string): string => `no ${id}`;

/** Take note that a task is about to be taken off the list. */
export const doubt = (id: string, {watches, labels, saved, doubted}: Promises): void => {
	doubted.add(id);
	for (const set of [watches, labels, saved]) {
		set.delete(id);
	}
};

/** Take note of what a screen says. */
export const note = (lines: readonly string[], promises: Promises): void => {
	for (const line of lines) {
		const id = /(?:done|running|queued|unknown|new) .*?(9\d{17})/.exec(line)?.[1];
		if (id === undefined || promises.doubted.has(id) || promises.removed.has(id)) {
			continue;
		}

		promises.watches.add(id);
		if (line.includes(labelOf(id))) {
			promises.labels.add(id);
		}

		if (/ saved /.test(line)) {
			promises.saved.add(id);
			promises.files.add(id);
		}
	}
};

/**
What of the promises a new start does not find in the list, each in a few words. The files themselves are left as the crash left them.
*/
export const findLost = async (home: Home, promises: Promises): Promise<readonly string[]> => {
	const copy = path.join(home.folder, 'copy');
	await mkdir(home.stateFolder, {recursive: true});
	await cp(home.stateFolder, copy, {recursive: true});
	const owned = openWatchDatabase(copy, Date.now());
	const {brokenCount, rescue, isOld} = owned.load();
	owned.close();
	// With what others asked for that nobody has done yet.
	const list = openGuestList(copy, Date.now());
	const {watches, downloads} = list.load();
	list.close();
	await rm(copy, {recursive: true});

	const kept = new Map<string, string | undefined>(watches.map(({id, label}) => [id, label]));
	const saved = new Set<string>(downloads.flatMap(({id, state}) => (state.type === 'saved' ? [id] : [])));
	return [
		...[...promises.watches].filter(id => !kept.has(id)).map(id => `task ${id}`),
		...[...promises.labels].filter(id => kept.get(id) !== labelOf(id)).map(id => `label of ${id}`),
		...[...promises.removed].filter(id => kept.has(id)).map(id => `removal of ${id}`),
		...[...promises.saved].filter(id => !saved.has(id)).map(id => `saving of ${id}`),
		...(brokenCount > 0 ? [`${brokenCount} records`] : []),
		...(rescue ? ['the list'] : []),
		...(isOld ? ['the age of the list'] : []),
	];
};

const idIn = (name: string): string => /9\d{17}/.exec(name)?.[0] ?? '';

/**
What is wrong with the files that have a final name, each in a few words.

@param hashes - What each task made.
@param known - Names of files that were looked at before.
*/
export const findWrongFiles = async (
	home: Home,
	hashes: ReadonlyMap<string, string>,
	{files}: Promises,
	known: Set<string> = new Set(),
): Promise<readonly string[]> => {
	const names = (await readdir(home.outputFolder).catch(() => [])).filter(name => !name.endsWith('.part'));
	const wrong: string[] = [...files].filter(id => !names.some(name => idIn(name) === id)).map(id => `no file of ${id}`);
	for (const name of names.filter(each => !known.has(each))) {
		known.add(name);
		if (hashes.get(idIn(name)) !== sha256(await readFile(path.join(home.outputFolder, name)))) {
			wrong.push(`other bytes in ${name}`);
		}
	}

	return wrong;
};

const isWholeList = (file: string): boolean => {
	const database = new DatabaseSync(file, {readOnly: true});
	try {
		database.prepare('SELECT count(*) FROM watches').get();
		return database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'] === 'ok';
	} catch {
		return false;
	} finally {
		database.close();
	}
};

/** What is kept of answers that held their files: those of tasks that are on the list, whole. */
const findAnswerLeftovers = async (
	home: Home,
	hashes: ReadonlyMap<string, string>,
	{removed}: Promises,
): Promise<readonly string[]> => {
	const folder = path.join(home.stateFolder, 'answers');
	const needed = new Set([...hashes].flatMap(([id, hash]) => (removed.has(id) ? [] : [hash])));
	const left: string[] = [];
	for (const name of await readdir(folder).catch(() => [])) {
		if (!needed.has(name) || sha256(await readFile(path.join(folder, name))) !== name) {
			left.push(`answers/${name}`);
		}
	}

	return left;
};

/**
What is left that nobody needs once all is saved: half backups, parts, second copies, files of answers, and what belongs to a process that is gone.

@param hashes - What each task made.
*/
export const findLeftovers = async (
	home: Home,
	hashes: ReadonlyMap<string, string>,
	promises: Promises,
): Promise<readonly string[]> => {
	const results = await readdir(home.outputFolder).catch(() => []);
	const ids = results.map(idIn);
	const copies = results.filter((name, index) => !name.endsWith('.part') && ids.indexOf(idIn(name)) !== index);
	const state = await readdir(home.stateFolder);
	const halfBackups = state.filter(
		name => name.includes('.backup-') && !isWholeList(path.join(home.stateFolder, name)),
	);
	return [
		...halfBackups,
		...results.filter(name => name.endsWith('.part')),
		...copies,
		...(await findAnswerLeftovers(home, hashes, promises)),
		...state.filter(name => /\.lock|-journal$|\.new$|\.copy$|-wal$|-shm$/.test(name)),
	];
};
