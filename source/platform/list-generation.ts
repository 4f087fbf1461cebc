import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import type {DatabaseSync} from 'node:sqlite';
import {sumOf} from './watch-rows.js';

/** What stands beside a list: how often it had been opened by an owner. */
const besideOf = (path: string): string => `${path}.generation`;

const numberBeside = (path: string): number => {
	try {
		return Number(readFileSync(besideOf(path), 'utf8')) || 0;
	} catch {
		return 0;
	}
};

const numberWithin = (database: DatabaseSync): number =>
	Number(database.prepare("SELECT record FROM notes WHERE name = 'generation'").get()?.['record'] ?? 0);

/**
Whether a list is older than the one that was open last: somebody took its latest changes away, which SQLite keeps in a file of their own, or brought back an old copy.
*/
export const isOlderThanBefore = (database: DatabaseSync, path: string): boolean =>
	numberBeside(path) > numberWithin(database);

/**
Count an opening, in the list first, so that a power failure cannot make it look old.
*/
export const countOpening = (database: DatabaseSync, path: string): void => {
	const record = String(Math.max(numberBeside(path), numberWithin(database)) + 1);
	database
		.prepare("INSERT OR REPLACE INTO notes (name, record, sum) VALUES ('generation', ?, ?)")
		.run(record, sumOf(record));
	writeFileSync(besideOf(path), record, {mode: 0o600});
};

/**
Begin to count anew, with a new list.
*/
export const forgetOpenings = (path: string): void => {
	rmSync(besideOf(path), {force: true});
};
