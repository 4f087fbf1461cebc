import {existsSync, readdirSync, statSync} from 'node:fs';
import {userInfo} from 'node:os';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import type {ListHolder} from '../task/list-holder.js';
import {listHolder, lockList} from './list-lock.js';
import {partTablePath} from './part-table.js';
import {schemaVersion} from './watch-schema.js';

/**
What there is of a watch list, as far as it can be told without changing anything.
*/
export type ListFacts = {
	readonly path: string;
	readonly mode: number;
	readonly isOwn: boolean;
	readonly version: number;
	/** The version that this program writes. */
	readonly knownVersion: number;
	readonly taskCount: number;
	/** Damaged records that were put aside. */
	readonly quarantineCount: number;
	/** Damaged lists that were put aside. */
	readonly damagedNames: readonly string[];
	/** The program that has it open. */
	readonly owner?: ListHolder;
	/** Why it cannot be read. */
	readonly problem?: string;
};

const numberIn = (database: DatabaseSync, sql: string): number =>
	Number(Object.values(database.prepare(sql).get() ?? {})[0] ?? 0);

const read = (path: string) => {
	const database = new DatabaseSync(path, {readOnly: true});
	try {
		database.exec('PRAGMA busy_timeout = 200');
		const version = numberIn(database, 'PRAGMA user_version');
		const hasTable = (name: string) =>
			numberIn(database, `SELECT count(*) FROM sqlite_schema WHERE name = '${name}'`) > 0;
		return {
			version,
			taskCount: hasTable('watches') ? numberIn(database, 'SELECT count(*) FROM watches') : 0,
			quarantineCount: hasTable('quarantine') ? numberIn(database, 'SELECT count(*) FROM quarantine') : 0,
		};
	} finally {
		database.close();
	}
};

/** Who has the list open now. The lock is had for a moment only, which programs that start wait for. */
const ownerOf = (folder: string): ListHolder | undefined => {
	const holder = listHolder(folder);
	const lock = holder && lockList(folder, undefined, 0);
	lock?.release();
	return lock ? undefined : holder;
};

/**
@returns `undefined` where no list was written yet.
*/
export const listFacts = (folder: string): ListFacts | undefined => {
	const path = join(folder, 'state.db');
	const stats = statSync(path, {throwIfNoEntry: false});
	if (!stats) {
		return undefined;
	}

	const own = userInfo().uid;
	const owner = ownerOf(folder);
	const common = {
		path,
		mode: stats.mode % 0o1000,
		isOwn: own === -1 || stats.uid === own,
		...(owner && {owner}),
		knownVersion: schemaVersion,
		damagedNames: readdirSync(folder).filter(name => /^state\.db\.corrupt-.*\d(?:Z|-\d+)$/v.test(name)),
	};
	try {
		return {...common, ...read(path)};
	} catch (error) {
		return {...common, version: 0, taskCount: 0, quarantineCount: 0, problem: (error as Error).message};
	}
};

/** Folders in which downloads of this list may have left something. */
export const partFolders = (folder: string): readonly string[] => {
	const path = partTablePath(folder);
	if (!existsSync(path)) {
		return [];
	}

	try {
		const database = new DatabaseSync(path, {readOnly: true});
		const rows = database.prepare('SELECT DISTINCT folder FROM parts').all();
		database.close();
		return rows.map(row => String(row['folder']));
	} catch {
		// A damaged table is put aside by the next download; the output folders are looked at in any case.
		return [];
	}
};
