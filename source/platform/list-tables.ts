import {existsSync, lstatSync, renameSync, rmSync} from 'node:fs';
import {dirname} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import type {OwnedList} from '../store/list-file.js';
import type {Download} from '../task/download.js';
import type {ListRequest} from '../task/list-request.js';
import type {Watch} from '../task/watch.js';
import {identityOf, isThere} from './file-identity.js';
import {createFileKeeper, withFiles} from './inline-files.js';
import {backUp, isBackupDue} from './list-backup.js';
import {connectList, readRows} from './list-connection.js';
import {checkPages, checkPlace, isUnwritable} from './list-damage.js';
import {countOpening, forgetOpenings, isOlderThanBefore} from './list-generation.js';
import {openMemoryTables} from './memory-tables.js';
import {watchOtherWrites} from './other-writes.js';
import {makePrivateFile} from './private-files.js';
import {putAside, type RecordTable, type Row, recordIn, restored, sumOf} from './watch-rows.js';
import {inTransaction, schemaVersion, updateSchema} from './watch-schema.js';

/** Numbers the rows from 0 on, in their order. */
const renumber = `
	UPDATE watches SET position = ranked.rank
	FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY position, rowid) - 1 AS rank FROM watches) AS ranked
	WHERE watches.id = ranked.id AND watches.position <> ranked.rank
`;

/** A program that has the screen does not wait longer for others that write: it tries again. */
const timeoutMs = 200;

/** Make an empty list. It comes to its place in one piece, so that a list of no length is a damaged one. */
const createList = (path: string, now: number): void => {
	const draft = `${path}.new`;
	rmSync(draft, {force: true});
	makePrivateFile(draft);
	const database = new DatabaseSync(draft);
	try {
		updateSchema(database, path, now);
	} finally {
		database.close();
	}

	forgetOpenings(path);
	renameSync(draft, path);
};

/**
Open the tables of a list, which are made where there are none.

@param now - Milliseconds since the Unix epoch.
@throws {DamageError} among others, where the list is damaged.
*/
export const openTables = (path: string, now: number): OwnedList => {
	checkPlace(path);
	// The last one who had the list open and left in order has taken this file away.
	const wasLeftOpen = existsSync(`${path}-wal`);
	if (!existsSync(path)) {
		createList(path, now);
	}

	const database = connectList(path, timeoutMs);
	let isOld: boolean;
	try {
		updateSchema(database, path, now);
		isOld = isOlderThanBefore(database, path);
		if (wasLeftOpen) {
			checkPages(database);
		}
	} catch (error) {
		database.close();
		throw error;
	}

	const file = {path, identity: identityOf(lstatSync(path, {bigint: true}))};
	const putWatch = database.prepare('INSERT OR REPLACE INTO watches (id, position, record, sum) VALUES (?, ?, ?, ?)');
	const dropWatch = database.prepare('DELETE FROM watches WHERE id = ?');
	const putDownload = database.prepare('INSERT OR REPLACE INTO downloads (key, id, record, sum) VALUES (?, ?, ?, ?)');
	const dropDownloads = database.prepare('DELETE FROM downloads WHERE id = ?');
	const findRequests = database.prepare('SELECT rowid AS rowid, * FROM requests WHERE seq > ? ORDER BY seq');
	const dropRequests = database.prepare('DELETE FROM requests WHERE seq <= ?');
	const dropFiles = database.prepare('DELETE FROM inline_files WHERE id = ?');
	const keepFiles = createFileKeeper(database);
	const memory = openMemoryTables(database, now);
	let stopListening: (() => void) | undefined;

	/** The records of some rows. Damaged ones are put aside. */
	const recordsOf = (table: RecordTable, rows: readonly Row[]) => {
		const broken = rows.filter(row => recordIn(row) === undefined);
		if (broken.length > 0) {
			inTransaction(database, () => {
				for (const {rowid} of broken) {
					putAside(database, table, Number(rowid));
				}
			});
		}

		return {records: rows.flatMap(row => recordIn(row) ?? []), brokenCount: broken.length};
	};

	return {
		owner: {
			requestsAfter(last) {
				const rows = findRequests.all(last);
				const {records, brokenCount} = recordsOf('requests', rows);
				return {
					requests: records.map(record => record as ListRequest),
					last: Number(rows.at(-1)?.['seq'] ?? last),
					brokenCount,
				};
			},

			onOtherWrites(tell) {
				stopListening ??= watchOtherWrites(database, dirname(path), tell);
			},

			settleIn() {
				try {
					countOpening(database, path);
					const isEmpty = database.prepare('SELECT 1 FROM watches LIMIT 1').get() === undefined;
					if (!isEmpty && isBackupDue(path, now)) {
						backUp(database, path, schemaVersion, now);
					}
				} catch (error) {
					// Without room for it the list itself is what matters, and with the next change it is told of.
					if (!isUnwritable(error)) {
						throw error;
					}
				}
			},
		},

		load() {
			const rows = readRows(database);
			const watches = recordsOf('watches', rows.watches);
			const downloads = recordsOf('downloads', rows.downloads);
			if (watches.brokenCount > 0 || rows.watches.some(({position}, index) => position !== index)) {
				// The places that are given out from now on follow on those of the rows, whatever was removed before.
				database.exec(renumber);
			}

			return {
				watches: watches.records.map(record => restored(withFiles(database, record as Watch))),
				downloads: downloads.records.map(record => record as Download),
				brokenCount: watches.brokenCount + downloads.brokenCount,
				...memory.load(),
				...(isOld && {isOld}),
			};
		},

		save({put, drop, downloads, takenRequests, ...remembered}) {
			// What is written to a file without a name is lost, and the system says nothing of it.
			if (!isThere(file)) {
				throw new Error(`${path} is no longer there; put it back.`);
			}

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
				if (takenRequests !== undefined) {
					dropRequests.run(takenRequests);
				}
			});
		},

		history: memory.history,

		close() {
			stopListening?.();
			database.close();
		},
	};
};
