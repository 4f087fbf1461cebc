import type {DatabaseSync} from 'node:sqlite';
import {backUp} from './list-backup.js';
import {sumOf} from './watch-rows.js';

/**
What brings a list from each version to the next, from nothing on. The sum may be missing: a program of version 1 that has the list open goes on writing rows without one.
*/
const steps: readonly string[] = [
	`
		CREATE TABLE watches (id TEXT PRIMARY KEY, position INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
		CREATE TABLE downloads (key TEXT PRIMARY KEY, id TEXT NOT NULL, record TEXT NOT NULL) STRICT;
	`,
	`
		ALTER TABLE watches ADD COLUMN sum INTEGER;
		ALTER TABLE downloads ADD COLUMN sum INTEGER;
		UPDATE watches SET sum = sum_of(record);
		UPDATE downloads SET sum = sum_of(record);
		CREATE TABLE quarantine (source TEXT NOT NULL, record ANY, sum INTEGER, movedAt INTEGER NOT NULL DEFAULT (unixepoch())) STRICT;
	`,
	`
		CREATE TABLE requests (seq INTEGER PRIMARY KEY AUTOINCREMENT, record TEXT NOT NULL, sum INTEGER NOT NULL) STRICT;
		CREATE TABLE notes (name TEXT PRIMARY KEY, record TEXT NOT NULL, sum INTEGER NOT NULL) STRICT;
		CREATE TABLE events (seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, record TEXT NOT NULL, sum INTEGER NOT NULL) STRICT;
		CREATE INDEX events_of_task ON events (id, seq);
	`,
	`
		CREATE TABLE inline_files (id TEXT NOT NULL, name TEXT NOT NULL, base64 TEXT NOT NULL, sum INTEGER NOT NULL, PRIMARY KEY (id, name)) STRICT;
	`,
];

/** Of the tables as this program knows them. */
export const schemaVersion = steps.length;

export const versionOf = (database: DatabaseSync): number =>
	Number(database.prepare('PRAGMA user_version').get()?.['user_version']);

/**
Do something to a database as a whole or not at all.
*/
export const inTransaction = <Result>(database: DatabaseSync, work: () => Result): Result => {
	database.exec('BEGIN IMMEDIATE');
	try {
		const result = work();
		database.exec('COMMIT');
		return result;
	} catch (error) {
		// Some errors, such as a full disk, have ended the transaction themselves.
		if (database.isTransaction) {
			database.exec('ROLLBACK');
		}

		throw error;
	}
};

/**
@throws when a list was written by a newer version.
*/
export const checkVersion = (database: DatabaseSync, path: string): void => {
	if (versionOf(database) > schemaVersion) {
		throw new Error(`${path} was written by a newer taskwatch: update taskwatch, or choose another --state-dir.`);
	}
};

/**
Bring the tables of a list up to date. An older list is copied beside itself first.

@param now - Milliseconds since the Unix epoch.
@throws when the list was written by a newer version.
*/
export const updateSchema = (database: DatabaseSync, path: string, now: number): void => {
	checkVersion(database, path);
	const found = versionOf(database);
	// Opening an up-to-date list writes nothing, so that nobody who writes at that moment is in the way.
	if (found === schemaVersion) {
		return;
	}

	if (found > 0) {
		backUp(database, path, found, now);
	}

	database.function('sum_of', {deterministic: true}, record => sumOf(String(record)));
	inTransaction(database, () => {
		// Another program may have been first.
		const version = versionOf(database);
		database.exec(`${steps.slice(version).join('')} PRAGMA user_version = ${Math.max(version, schemaVersion)};`);
	});
};
