import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {isDamage} from './list-damage.js';
import {makePrivateFile, makePrivateFolder} from './private-files.js';
import {moveAside} from './rescue-list.js';
import {inTransaction} from './watch-schema.js';

const schemaVersion = 1;

const schema = `
	CREATE TABLE parts (
		number INTEGER PRIMARY KEY AUTOINCREMENT,
		key TEXT NOT NULL,
		folder TEXT NOT NULL,
		holder TEXT,
		record TEXT NOT NULL,
		sum INTEGER NOT NULL,
		changedAt INTEGER NOT NULL
	) STRICT;
	CREATE INDEX parts_of_key ON parts (key);
	PRAGMA user_version = ${schemaVersion};
`;

/** How long another process may be in the way. */
const patienceMs = 2000;

const open = (path: string): DatabaseSync => {
	makePrivateFile(path);
	const database = new DatabaseSync(path, {timeout: patienceMs});
	try {
		database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;');
		inTransaction(database, () => {
			const version = database.prepare('PRAGMA user_version').get()?.['user_version'];
			if (version === 0) {
				database.exec(schema);
			} else if (version !== schemaVersion) {
				throw new Error(`${path} was written by a newer taskwatch`);
			}
		});
		return database;
	} catch (error) {
		database.close();
		throw error;
	}
};

export const partTablePath = (folder: string): string => join(folder, 'parts.db');

/**
Open the table of part files that is kept in a folder, which is made where it is not there, for its user alone. A damaged one is put aside.

@param now - Milliseconds since the Unix epoch.
@throws when it cannot be used, or was written by a newer version.
*/
export const openPartTable = (folder: string, now: number): DatabaseSync => {
	makePrivateFolder(folder);
	const path = partTablePath(folder);
	try {
		return open(path);
	} catch (error) {
		if (!isDamage(error)) {
			throw error;
		}

		moveAside(path, now);
		return open(path);
	}
};
