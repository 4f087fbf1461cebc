import type {FileKey} from '../task/download.js';
import {DownloadError} from '../task/errors.js';
import {isThere, removeNoted} from './file-identity.js';
import {createLockFolder} from './lock-folder.js';
import type {PartNote, PartRecord} from './part-record.js';
import {openPartTable} from './part-table.js';
import {type Row, recordIn, sumOf} from './watch-rows.js';
import {inTransaction} from './watch-schema.js';

/** What nobody asked for again is no longer waited for. */
const keptMs = 7 * 24 * 60 * 60_000;

/**
Which part files there are, whose they are, and what is known of them. Several processes use it at once; a note belongs to the process that made or claimed it until it releases it or ends.
*/
export type PartLog = {
	/** Note a part before it is made, so that whenever the program is killed no file is left that nobody knows. */
	readonly reserve: (key: FileKey, folder: string, record: PartRecord) => PartNote;
	/** Take over a part in this folder that nobody works on. */
	readonly claim: (key: FileKey, folder: string) => PartNote | undefined;
	/** Remove the parts of these files that nobody works on. */
	readonly drop: (keys: readonly FileKey[]) => void;
	/** Remove what processes left that are gone: locks, notes on parts that are not there, and, after a week, parts that nobody wants. */
	readonly tidy: (isWanted: (key: FileKey) => boolean) => void;
	/** Release all. */
	readonly close: () => void;
};

/**
@param folder - The state folder. It is made where it is not there, for its user alone.
@param now - Milliseconds since the Unix epoch.
@throws when the log cannot be used, or was written by a newer version.
*/
export const openPartLog = (folder: string, now: () => number): PartLog => {
	const database = openPartTable(folder, now());
	const locks = createLockFolder(folder, 'parts');

	const asOne = <Result>(work: () => Result): Result => {
		try {
			return inTransaction(database, work);
		} catch (cause) {
			const reason = (cause as Error).message;
			throw new DownloadError('disk', `What is known of unfinished files cannot be kept in ${folder}: ${reason}`, {
				cause,
			});
		}
	};

	const insert = database.prepare(
		'INSERT INTO parts (key, folder, holder, record, sum, changedAt) VALUES (?, ?, ?, ?, ?, ?)',
	);
	const update = database.prepare('UPDATE parts SET record = ?, sum = ?, changedAt = ? WHERE number = ?');
	const hold = database.prepare('UPDATE parts SET holder = ? WHERE number = ?');
	const remove = database.prepare('DELETE FROM parts WHERE number = ?');
	const holders = database.prepare('SELECT DISTINCT holder FROM parts WHERE holder IS NOT NULL');
	const free = database.prepare('UPDATE parts SET holder = NULL WHERE holder = ?');
	const freeOf = database.prepare('SELECT * FROM parts WHERE holder IS NULL AND key = ? ORDER BY number DESC');
	const allFree = database.prepare('SELECT * FROM parts WHERE holder IS NULL');

	const freeThoseOfTheDead = (): void => {
		for (const {holder} of holders.all()) {
			if (typeof holder === 'string' && locks.isDead(holder)) {
				free.run(holder);
			}
		}
	};

	const noteOf = (number: number, record: PartRecord): PartNote => ({
		record,
		write(next) {
			const text = JSON.stringify(next);
			asOne(() => update.run(text, sumOf(text), now(), number));
		},
		release: () => asOne(() => hold.run(null, number)),
		erase: () => asOne(() => remove.run(number)),
	});

	const recordOf = (row: Row): PartRecord | undefined => recordIn(row) as PartRecord | undefined;

	const removeRow = (row: Row): void => {
		const record = recordOf(row);
		if (record) {
			removeNoted(record);
		}

		remove.run(Number(row['number']));
	};

	return {
		reserve(key, inFolder, record) {
			const text = JSON.stringify(record);
			const number = asOne(() => insert.run(key, inFolder, locks.own(), text, sumOf(text), now()).lastInsertRowid);
			return noteOf(Number(number), record);
		},

		claim: (key, inFolder) =>
			asOne(() => {
				freeThoseOfTheDead();
				for (const row of freeOf.all(key)) {
					const record = recordOf(row);
					if (record && row['folder'] === inFolder) {
						hold.run(locks.own(), Number(row['number']));
						return noteOf(Number(row['number']), record);
					}
				}

				return undefined;
			}),

		drop: keys =>
			asOne(() => {
				freeThoseOfTheDead();
				for (const row of keys.flatMap(key => freeOf.all(key))) {
					removeRow(row);
				}
			}),

		tidy: isWanted =>
			asOne(() => {
				freeThoseOfTheDead();
				locks.removeDead();
				for (const row of allFree.all()) {
					const record = recordOf(row);
					const isWaitedFor = record !== undefined && isThere(record) && now() - Number(row['changedAt']) < keptMs;
					if (!isWanted(row['key'] as FileKey) && !isWaitedFor) {
						removeRow(row);
					}
				}
			}),

		close() {
			// What cannot be released now is as soon as the lock is gone.
			locks.release(name => asOne(() => free.run(name)));
			database.close();
		},
	};
};
