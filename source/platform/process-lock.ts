import {existsSync, truncateSync, writeFileSync} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {errorCode} from './disk-error.js';
import {isDamage} from './list-damage.js';

export type Lock = {
	readonly release: () => void;
};

/** The result code of SQLite for a database that somebody else has locked. */
const busyCode = 5;

/** A reader of the note is gone again soon. */
const patienceMs = 1000;

/** What is open, so that no lock is freed because nobody refers to it any more. */
const held = new Set<DatabaseSync>();

const isBusy = (error: unknown): boolean =>
	error instanceof Error && 'errcode' in error && Number(error.errcode) % 256 === busyCode;

const writeNote = (database: DatabaseSync, note: string): void => {
	database.exec(`PRAGMA busy_timeout = ${patienceMs}; CREATE TABLE IF NOT EXISTS note (text TEXT NOT NULL) STRICT`);
	database.exec('DELETE FROM note');
	database.prepare('INSERT INTO note (text) VALUES (?)').run(note);
	database.exec('COMMIT; PRAGMA busy_timeout = 0; BEGIN IMMEDIATE');
};

/** Made beforehand, so that only its user may read it and what lies beside it. Where it is there it is not opened. */
const makeFile = (path: string): void => {
	try {
		writeFileSync(path, '', {flag: 'wx', mode: 0o600});
	} catch (error) {
		if (errorCode(error) !== 'EEXIST') {
			throw error;
		}
	}
};

const take = (path: string, note: string | undefined): Lock | undefined => {
	makeFile(path);
	const database = new DatabaseSync(path);
	try {
		// Nothing is kept here that would be missed after a power failure.
		database.exec('PRAGMA busy_timeout = 0; PRAGMA synchronous = OFF; PRAGMA trusted_schema = OFF; BEGIN IMMEDIATE');
		if (note !== undefined) {
			writeNote(database, note);
		}
	} catch (error) {
		database.close();
		if (isBusy(error)) {
			return undefined;
		}

		throw error;
	}

	held.add(database);
	return {
		release() {
			if (held.delete(database)) {
				database.close();
			}
		},
	};
};

/**
Take a lock that belongs to this process. It is an open transaction on a small database: the system frees it when the process ends in whatever way, and nobody takes it from a process that is merely stopped.

The file stays when the lock is released. Where the process that holds it opens and closes the file by other means, the lock is lost.

@param path - Of a file that is for this lock alone. It is made where it is not there.
@param note - Who holds the lock, for others to read.
@returns `undefined` while somebody else, or another part of this process, holds it.
@throws when the file cannot be used.
*/
export const takeLock = (path: string, note?: string): Lock | undefined => {
	try {
		return take(path, note);
	} catch (error) {
		if (!isDamage(error)) {
			throw error;
		}

		// Nobody can hold a lock on what nobody can read.
		truncateSync(path);
		return take(path, note);
	}
};

/**
What the holder of a lock wrote about itself; `undefined` where it wrote nothing, or not readably. The note of a holder that is gone stays until the next one writes its own.
*/
export const lockNote = (path: string): string | undefined => {
	if (!existsSync(path)) {
		return undefined;
	}

	const database = new DatabaseSync(path, {readOnly: true, timeout: patienceMs});
	try {
		return database.prepare('SELECT text FROM note').get()?.['text']?.toString();
	} catch {
		// It is for people to read: without it they are told less.
		return undefined;
	} finally {
		database.close();
	}
};
