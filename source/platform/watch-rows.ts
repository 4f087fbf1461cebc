import type {DatabaseSync, SQLOutputValue} from 'node:sqlite';
import {crc32} from 'node:zlib';
import type {Download} from '../task/download.js';
import {type ListContents, type ListRequest, listContents, withRequest} from '../task/list-request.js';
import {newWatch, type Watch} from '../task/watch.js';

/** A table of records, each with a check sum of its text. */
export type RecordTable = 'watches' | 'downloads' | 'requests';

export type Row = Readonly<Record<string, SQLOutputValue>>;

/**
The check sum that is kept with a record, so that a bit that turned over on the disk is noticed.
*/
export const sumOf = (record: string): number => crc32(record);

/**
The record of a row.

@returns `undefined` where it is not what was written. A program of version 1 writes no sum: of its rows it is only asked that they are JSON.
*/
export const recordIn = ({record, sum}: Row): unknown => {
	if (typeof record !== 'string' || (typeof sum === 'number' && sum !== sumOf(record))) {
		return undefined;
	}

	try {
		return JSON.parse(record) as unknown;
	} catch {
		return undefined;
	}
};

/**
A watch as it starts again. How the asking went is of yesterday: only when we last heard of the task is kept.
*/
export const restored = ({health: {lastAnswerAt}, isAskedAgain: _, ...watch}: Watch): Watch => ({
	...newWatch(watch.id, watch.addedAt),
	...watch,
	health: {...newWatch(watch.id, 0).health, ...(lastAnswerAt !== undefined && {lastAnswerAt})},
});

/** The rows of a list, each table in its order. */
export type ListRows = Readonly<Record<RecordTable, readonly Row[]>>;

/**
The list that rows tell of, with what is asked of it. Damaged rows are left out, and counted.

@param complete - Puts back what is kept apart from the record of a watch.
*/
export const contentsOf = (
	rows: ListRows,
	complete: (watch: Watch) => Watch,
): ListContents & {readonly brokenCount: number} => {
	const all = Object.values(rows).flat();
	const good = (table: RecordTable) => rows[table].flatMap(row => recordIn(row) ?? []);
	const list = listContents(
		good('watches').map(record => restored(complete(record as Watch))),
		good('downloads').map(record => record as Download),
	);
	return {
		...good('requests').reduce<ListContents>((contents, record) => withRequest(contents, record as ListRequest), list),
		brokenCount: all.filter(row => recordIn(row) === undefined).length,
	};
};

/**
Move a row that is damaged to where it is in nobody's way, and can still be looked at.
*/
export const putAside = (database: DatabaseSync, table: RecordTable, rowid: number): void => {
	database
		.prepare(
			`INSERT INTO quarantine (source, record, sum) SELECT '${table}', record, sum FROM ${table} WHERE rowid = ?`,
		)
		.run(rowid);
	database.prepare(`DELETE FROM ${table} WHERE rowid = ?`).run(rowid);
};
