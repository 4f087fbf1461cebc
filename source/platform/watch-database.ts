import {chmodSync, mkdirSync} from 'node:fs';
import {join} from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import type {ListFile} from '../store/list-file.js';
import type {Download} from '../task/download.js';
import {newWatch, type Watch} from '../task/watch.js';

/** Increased with each change of the tables. */
const schemaVersion = 1;

const schema = `
	CREATE TABLE IF NOT EXISTS watches (id TEXT PRIMARY KEY, position INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
	CREATE TABLE IF NOT EXISTS downloads (key TEXT PRIMARY KEY, id TEXT NOT NULL, record TEXT NOT NULL) STRICT;
	PRAGMA user_version = ${schemaVersion};
`;

/** Numbers the rows from 0 on, in their order. */
const renumber = `
	UPDATE watches SET position = ranked.rank
	FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY position, rowid) - 1 AS rank FROM watches) AS ranked
	WHERE watches.id = ranked.id AND watches.position <> ranked.rank
`;

/** How the asking went is of yesterday: only when we last heard of the task is kept. */
const restored = ({health: {lastAnswerAt}, isAskedAgain: _, ...watch}: Watch): Watch => ({
	...newWatch(watch.id, watch.addedAt),
	...watch,
	health: {...newWatch(watch.id, 0).health, ...(lastAnswerAt !== undefined && {lastAnswerAt})},
});

/**
Open the watch list that is kept in a folder, which is made where it is not there, for its user alone.

@throws when the folder or the database cannot be used, or was written by a newer version.
*/
export const openWatchDatabase = (folder: string): ListFile => {
	mkdirSync(folder, {recursive: true, mode: 0o700});
	const path = join(folder, 'state.db');
	const database = new DatabaseSync(path);
	chmodSync(path, 0o600);
	database.exec(
		'PRAGMA busy_timeout = 200; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA trusted_schema = OFF;',
	);
	const {user_version: version} = database.prepare('PRAGMA user_version').get() as {user_version: number};
	if (version > schemaVersion) {
		database.close();
		throw new Error(`${path} was written by a newer taskwatch: update taskwatch, or choose another --state-dir.`);
	}

	// Opening an up-to-date list writes nothing, so that nobody who writes at that moment is in the way.
	if (version < schemaVersion) {
		database.exec(schema);
	}

	const putWatch = database.prepare('INSERT OR REPLACE INTO watches (id, position, record) VALUES (?, ?, ?)');
	const dropWatch = database.prepare('DELETE FROM watches WHERE id = ?');
	const putDownload = database.prepare('INSERT OR REPLACE INTO downloads (key, id, record) VALUES (?, ?, ?)');
	const dropDownloads = database.prepare('DELETE FROM downloads WHERE id = ?');

	const rowsOf = (sql: string) =>
		database
			.prepare(sql)
			.all()
			.map(({position, record}) => ({position, record: JSON.parse(String(record)) as unknown}));

	return {
		load() {
			const rows = rowsOf('SELECT position, record FROM watches ORDER BY position, rowid');
			if (rows.some(({position}, index) => position !== index)) {
				// The places that are given out from now on follow on those of the rows, whatever was removed before.
				database.exec(renumber);
			}

			return {
				watches: rows.map(({record}) => restored(record as Watch)),
				downloads: rowsOf('SELECT record FROM downloads ORDER BY rowid').map(({record}) => record as Download),
			};
		},

		save({put, drop, downloads}) {
			database.exec('BEGIN IMMEDIATE');
			try {
				for (const {watch, position} of put) {
					putWatch.run(watch.id, position, JSON.stringify(watch));
				}

				for (const id of drop) {
					dropWatch.run(id);
					dropDownloads.run(id);
				}

				for (const download of downloads) {
					putDownload.run(download.key, download.id, JSON.stringify(download));
				}

				database.exec('COMMIT');
			} catch (error) {
				// Some errors, such as a full disk, have ended the transaction themselves.
				if (database.isTransaction) {
					database.exec('ROLLBACK');
				}

				throw error;
			}
		},

		close: () => database.close(),
	};
};
