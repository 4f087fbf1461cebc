import {existsSync, statSync} from 'node:fs';
import type {DatabaseSync} from 'node:sqlite';
import {errorCode} from './disk-error.js';

/** The result codes of SQLite for a file that is malformed or no database. */
const damageCodes: ReadonlySet<number> = new Set([11, 26]);

/**
A list that opens, and of which a check says that it is not whole.
*/
export class DamageError extends Error {
	override name = 'DamageError' as const;
}

/**
Whether an error says that the file is damaged, and not that somebody else is in the way or that the disk is full.
*/
export const isDamage = (error: unknown): boolean =>
	error instanceof DamageError ||
	(error instanceof Error &&
		'errcode' in error &&
		typeof error.errcode === 'number' &&
		// The upper bits tell more of the same.
		damageCodes.has(error.errcode % 256));

const unwritableCodes: ReadonlySet<string | undefined> = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']);

/** The result codes of SQLite for a file that is read-only, on a broken or a full disk, or cannot be opened. */
const unwritableResults: ReadonlySet<number> = new Set([8, 10, 13, 14]);

/**
Whether an error says that a file cannot be written, for now or for this user.
*/
export const isUnwritable = (error: unknown): error is Error =>
	error instanceof Error &&
	(unwritableCodes.has(errorCode(error)) ||
		('errcode' in error && typeof error.errcode === 'number' && unwritableResults.has(error.errcode % 256)));

/**
Look at what is in the place of a list before it is opened, as SQLite takes the first of these for new lists, and opens the last one with changes of another.

@throws {DamageError} for a file of no length, for a folder, and for changes to a list that is gone.
*/
export const checkPlace = (path: string): void => {
	const found = statSync(path, {throwIfNoEntry: false});
	if (found?.isDirectory() || found?.size === 0 || (!found && existsSync(`${path}-wal`))) {
		throw new DamageError(`${path} is no list.`);
	}
};

/**
@throws {DamageError} where the pages of a database do not fit together.
*/
export const checkPages = (database: DatabaseSync): void => {
	const finding = database.prepare('PRAGMA quick_check(1)').get()?.['quick_check'];
	if (finding !== 'ok') {
		throw new DamageError(String(finding));
	}
};

/**
Compare a table with its index, which knows of each row too: a page that lost rows says nothing of it.

@throws {DamageError} where one knows of more rows than the other.
*/
export const checkCount = (database: DatabaseSync, table: string, count: number): void => {
	const indexed = database
		.prepare(`SELECT count(*) AS count FROM ${table} INDEXED BY sqlite_autoindex_${table}_1`)
		.get()?.['count'];
	if (indexed !== count) {
		throw new DamageError(`The index of ${table} knows of ${indexed} rows, and the table of ${count}.`);
	}
};
