import {existsSync, renameSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {pathToFileURL} from 'node:url';
import type {ListChange, Rescue} from '../store/list-file.js';
import type {Memory} from '../store/list-memory.js';
import type {Download} from '../task/download.js';
import type {TaskEvent} from '../task/task-event.js';
import type {Watch} from '../task/watch.js';
import {withFiles} from './inline-files.js';
import {latestBackup} from './list-backup.js';
import {eventsIn, memoryIn} from './memory-tables.js';
import {contentsOf, type RecordTable, type Row} from './watch-rows.js';

/** Where the table does not tell how far its rows go. */
const maxUnknownRowid = 100_000;

/** The rows that can be read, however many before them cannot. */
const readableRows = (database: DatabaseSync, table: RecordTable | 'notes' | 'events'): readonly Row[] => {
	const attempt = (sql: string, ...parameters: ReadonlyArray<number | string>): Row | undefined | 'unreadable' => {
		try {
			return database.prepare(sql).get(...parameters);
		} catch {
			return 'unreadable';
		}
	};

	// A list of an older version has fewer tables.
	if (attempt('SELECT 1 FROM sqlite_schema WHERE name = ?', table) === undefined) {
		return [];
	}

	const highest = attempt(`SELECT max(rowid) AS rowid FROM ${table}`);
	const last = highest === 'unreadable' ? maxUnknownRowid : Number(highest?.['rowid'] ?? 0);
	const rows: Row[] = [];
	for (let rowid = 1; rowid <= last; rowid++) {
		const row = attempt(`SELECT rowid AS rowid, * FROM ${table} WHERE rowid >= ? ORDER BY rowid LIMIT 1`, rowid);
		if (row === undefined) {
			break;
		}

		if (row !== 'unreadable') {
			rows.push(row);
			rowid = Math.max(rowid, Number(row['rowid']));
		}
	}

	return rows;
};

const openToRead = (path: string): DatabaseSync | undefined => {
	const frozen = pathToFileURL(path);
	frozen.searchParams.set('immutable', '1');
	// In a folder that is read-only the file of changes cannot be made, which there then is none of.
	for (const place of [path, ...(existsSync(`${path}-wal`) ? [] : [frozen])]) {
		try {
			const database = new DatabaseSync(place, {readOnly: true});
			database.prepare('SELECT count(*) FROM sqlite_schema').get();
			return database;
		} catch {
			// The next way may do.
		}
	}

	return undefined;
};

const withReadableFiles = (database: DatabaseSync | undefined, watch: Watch): Watch => {
	try {
		return withFiles(database, watch);
	} catch {
		return withFiles(undefined, watch);
	}
};

/**
What can still be read of a list that is damaged or read-only. Nothing is written.
*/
export type Salvage = Memory & {
	readonly watches: readonly Watch[];
	readonly downloads: readonly Download[];
	/** Records that can be read and are not what was written. */
	readonly brokenCount: number;
};

export const salvage = (path: string): Salvage => {
	const database = openToRead(path);
	const read = (table: RecordTable | 'notes') => (database ? readableRows(database, table) : []);
	const byPosition = (one: Row, other: Row) => Number(one['position']) - Number(other['position']);
	const rows = {
		watches: read('watches').toSorted(byPosition),
		downloads: read('downloads'),
		requests: read('requests'),
	};
	const memory = memoryIn(read('notes'));
	const {watches, downloads, brokenCount} = contentsOf(rows, watch => withReadableFiles(database, watch));
	database?.close();
	return {watches: [...watches.values()], downloads: [...downloads.values()], brokenCount, ...memory};
};

/** What happened to the tasks of a damaged list, as far as it can be read. */
const salvageEvents = (path: string): readonly TaskEvent[] => {
	const database = openToRead(path);
	const rows = database ? readableRows(database, 'events') : [];
	database?.close();
	return eventsIn(rows);
};

/**
Give a damaged list another name, with what belongs to it.

@param now - Milliseconds since the Unix epoch.
@returns The new path. There was no file of that name.
*/
export const moveAside = (path: string, now: number): string => {
	const stem = `${path}.corrupt-${new Date(now).toISOString().replaceAll(':', '-')}`;
	let aside = stem;
	for (let count = 2; existsSync(aside); count++) {
		aside = `${stem}-${count}`;
	}

	// The changes first: beside a file that is gone they would be thrown away at the next start.
	for (const suffix of ['-wal', '-shm', '']) {
		if (existsSync(path + suffix)) {
			renameSync(path + suffix, aside + suffix);
		}
	}

	return aside;
};

export type RescuedList = Rescue &
	Required<Pick<ListChange, 'events'>> &
	Memory &
	Pick<Salvage, 'watches' | 'downloads'>;

/**
Put a damaged list aside. What can be read of it is returned, with what only the latest backup has.

@param now - Milliseconds since the Unix epoch.
*/
export const rescueList = (path: string, now: number): RescuedList => {
	const aside = moveAside(path, now);
	const kept = salvage(aside);
	const backup = latestBackup(path);
	const older = backup === undefined ? {watches: [], downloads: []} : salvage(backup);
	const keptIds = new Set(kept.watches.map(({id}) => id));
	const keptKeys = new Set(kept.downloads.map(({key}) => key));
	const restoredWatches = older.watches.filter(({id}) => !keptIds.has(id));
	return {
		...kept,
		path: aside,
		keptCount: kept.watches.length,
		restoredCount: restoredWatches.length,
		watches: [...kept.watches, ...restoredWatches],
		downloads: [...kept.downloads, ...older.downloads.filter(({key}) => !keptKeys.has(key))],
		events: salvageEvents(aside),
	};
};
