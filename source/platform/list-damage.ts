import type {DatabaseSync} from 'node:sqlite';

/** The result codes of SQLite for a file that is malformed or no database. */
const damageCodes: ReadonlySet<number> = new Set([11, 26]);

/**
A list that opens, and of which a check says that it is not whole.
*/
class DamageError extends Error {
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
