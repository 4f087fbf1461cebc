import {randomUUID} from 'node:crypto';
import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import type {DatabaseSync} from 'node:sqlite';
import {sumOf} from './watch-rows.js';

/** How often a list had been opened by an owner, and which list it is: absent where a program wrote it that named none. */
type Opening = {readonly count: number; readonly list: string | undefined};

/** What stands beside a list, as in it. */
const besideOf = (path: string): string => `${path}.generation`;

const parse = (text: string): Opening => {
	const [count = '', list] = text.split(' ');
	return {count: Number(count) || 0, list};
};

const openingBeside = (path: string): Opening => {
	try {
		return parse(readFileSync(besideOf(path), 'utf8'));
	} catch {
		return parse('');
	}
};

const openingWithin = (database: DatabaseSync): Opening =>
	parse(String(database.prepare("SELECT record FROM notes WHERE name = 'generation'").get()?.['record'] ?? ''));

/**
Whether a list is older than the one that was open last, or another one: somebody took its latest changes away, which SQLite keeps in a file of their own, put those of another list in their place, or brought back an old copy.
*/
export const isOlderThanBefore = (database: DatabaseSync, path: string): boolean => {
	const [beside, within] = [openingBeside(path), openingWithin(database)];
	return beside.count > within.count || (beside.list !== undefined && beside.list !== within.list);
};

/**
Count an opening, in the list first, so that a power failure cannot make it look old.
*/
export const countOpening = (database: DatabaseSync, path: string): void => {
	const [beside, within] = [openingBeside(path), openingWithin(database)];
	const record = `${Math.max(beside.count, within.count) + 1} ${within.list ?? randomUUID()}`;
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
