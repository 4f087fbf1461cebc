import {chmodSync} from 'node:fs';
import {dirname} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {checkCount} from './list-damage.js';
import {isOnNetwork} from './network-mount.js';
import type {ListRows} from './watch-rows.js';

/** The result codes of SQLite where there is no memory to share with others: no space is left for the file of it, above all. */
const sharedMemoryResults: ReadonlySet<unknown> = new Set([4618, 4874, 5130, 5386]);

const lacksSharedMemory = (error: unknown): boolean =>
	error instanceof Error && 'errcode' in error && sharedMemoryResults.has(error.errcode);

const open = (path: string, timeout: number, lockingMode: 'NORMAL' | 'EXCLUSIVE'): DatabaseSync => {
	const database = new DatabaseSync(path, {timeout});
	try {
		chmodSync(path, 0o600);
		// Memory that is shared over a file is not shared between machines.
		const journalMode = isOnNetwork(dirname(path)) ? 'DELETE' : 'WAL';
		database.exec(
			`PRAGMA locking_mode = ${lockingMode}; PRAGMA journal_mode = ${journalMode}; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF; SELECT count(*) FROM sqlite_schema`,
		);
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
};

/**
Open the database of a list, together with others where that is possible.

@param timeoutMs - How long to wait for others that write.
*/
export const connectList = (path: string, timeoutMs: number): DatabaseSync => {
	try {
		return open(path, timeoutMs, 'NORMAL');
	} catch (error) {
		if (!lacksSharedMemory(error)) {
			throw error;
		}

		// On a full disk the list can still be read, if by one at a time.
		return open(path, timeoutMs, 'EXCLUSIVE');
	}
};

/**
All that is in a list, as of one moment, whoever writes meanwhile.

@throws {DamageError} where rows are missing.
*/
export const readRows = (database: DatabaseSync): ListRows => {
	database.exec('BEGIN');
	try {
		const watches = database.prepare('SELECT rowid, * FROM watches ORDER BY position, rowid').all();
		checkCount(database, 'watches', watches.length);
		const downloads = database.prepare('SELECT rowid, * FROM downloads ORDER BY rowid').all();
		checkCount(database, 'downloads', downloads.length);
		return {
			watches,
			downloads,
			requests: database.prepare('SELECT rowid AS rowid, * FROM requests ORDER BY seq').all(),
		};
	} finally {
		database.exec('ROLLBACK');
	}
};
