import {chmodSync, existsSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import type {ListFile, Rescue} from '../store/list-file.js';
import type {Download} from '../task/download.js';
import type {Watch} from '../task/watch.js';
import {createFileKeeper, withFiles} from './inline-files.js';
import {checkCount, checkPages, isDamage} from './list-damage.js';
import {openMemoryTables} from './memory-tables.js';
import {moveAside, salvage, salvageEvents} from './rescue-list.js';
import {putAside, type RecordTable, type Row, recordIn, restored, sumOf} from './watch-rows.js';
import {inTransaction, updateSchema} from './watch-schema.js';

/** Numbers the rows from 0 on, in their order. */
const renumber = `
	UPDATE watches SET position = ranked.rank
	FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY position, rowid) - 1 AS rank FROM watches) AS ranked
	WHERE watches.id = ranked.id AND watches.position <> ranked.rank
`;

/** Open the tables of a list, whatever state they are in. */
const openTables = (path: string, now: number): ListFile => {
	const database = new DatabaseSync(path);
	// The last one who had the list open and left in order has taken this file away.
	const wasLeftOpen = existsSync(`${path}-wal`);
	try {
		chmodSync(path, 0o600);
		database.exec(
			'PRAGMA busy_timeout = 200; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;',
		);
		updateSchema(database, path, now);
		if (wasLeftOpen) {
			checkPages(database);
		}
	} catch (error) {
		database.close();
		throw error;
	}

	const putWatch = database.prepare('INSERT OR REPLACE INTO watches (id, position, record, sum) VALUES (?, ?, ?, ?)');
	const dropWatch = database.prepare('DELETE FROM watches WHERE id = ?');
	const putDownload = database.prepare('INSERT OR REPLACE INTO downloads (key, id, record, sum) VALUES (?, ?, ?, ?)');
	const dropDownloads = database.prepare('DELETE FROM downloads WHERE id = ?');
	const memory = openMemoryTables(database, now);
	const dropFiles = database.prepare('DELETE FROM inline_files WHERE id = ?');
	const keepFiles = createFileKeeper(database);

	/** The records of a table in an order. Damaged ones are put aside. */
	const recordsOf = (table: RecordTable, order: string) => {
		// The rows and their number as of one moment, whoever writes meanwhile.
		database.exec('BEGIN');
		let rows: readonly Row[];
		try {
			rows = database.prepare(`SELECT rowid, * FROM ${table} ORDER BY ${order}`).all();
			checkCount(database, table, rows.length);
		} finally {
			database.exec('ROLLBACK');
		}

		const broken = rows.filter(row => recordIn(row) === undefined);
		if (broken.length > 0) {
			inTransaction(database, () => {
				for (const {rowid} of broken) {
					putAside(database, table, Number(rowid));
				}
			});
		}

		return {
			records: rows.flatMap(row => recordIn(row) ?? []),
			hasGaps: table === 'watches' && rows.some(({position}, index) => position !== index),
			brokenCount: broken.length,
		};
	};

	return {
		load() {
			const watches = recordsOf('watches', 'position, rowid');
			const downloads = recordsOf('downloads', 'rowid');
			if (watches.hasGaps || watches.brokenCount > 0) {
				// The places that are given out from now on follow on those of the rows, whatever was removed before.
				database.exec(renumber);
			}

			return {
				watches: watches.records.map(record => restored(withFiles(database, record as Watch))),
				downloads: downloads.records.map(record => record as Download),
				brokenCount: watches.brokenCount + downloads.brokenCount,
				...memory.load(),
			};
		},

		save({put, drop, downloads, ...remembered}) {
			inTransaction(database, () => {
				for (const {watch, position} of put) {
					const record = JSON.stringify(keepFiles(watch));
					putWatch.run(watch.id, position, record, sumOf(record));
				}

				for (const id of drop) {
					dropWatch.run(id);
					dropDownloads.run(id);
					dropFiles.run(id);
				}

				for (const download of downloads) {
					const record = JSON.stringify(download);
					putDownload.run(download.key, download.id, record, sumOf(record));
				}

				memory.write(remembered);
			});
		},

		history: memory.history,
		close: () => database.close(),
	};
};

/**
Open the watch list that is kept in a folder, which is made where it is not there, for its user alone. A damaged file is put aside, and what can still be read of it comes into a new one.

@param now - Milliseconds since the Unix epoch.
@throws when the folder or the database cannot be used, or was written by a newer version.
*/
export const openWatchDatabase = (folder: string, now: number): ListFile => {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	const path = join(folder, 'state.db');
	let rescue: Rescue | undefined;

	const startAnew = (): ListFile => {
		const aside = moveAside(path, now);
		const {watches, downloads, brokenCount, ...memory} = salvage(aside);
		const fresh = openTables(path, now);
		fresh.save({
			put: watches.map((watch, position) => ({watch, position})),
			drop: [],
			downloads,
			...memory,
			events: salvageEvents(aside),
		});
		rescue = {path: aside, keptCount: watches.length, brokenCount};
		return fresh;
	};

	const orMended = <Result>(work: () => Result, mend: () => Result): Result => {
		try {
			return work();
		} catch (error) {
			if (!isDamage(error) || rescue) {
				throw error;
			}

			return mend();
		}
	};

	let list = orMended(() => openTables(path, now), startAnew);

	return {
		load() {
			const loaded = orMended(
				() => list.load(),
				() => {
					list.close();
					list = startAnew();
					return list.load();
				},
			);
			return {...loaded, ...(rescue && {rescue})};
		},

		save: change => list.save(change),
		history: id => list.history(id),
		close: () => list.close(),
	};
};
