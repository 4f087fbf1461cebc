import {existsSync, utimesSync} from 'node:fs';
import {join} from 'node:path';
import type {DatabaseSync} from 'node:sqlite';
import type {ListChange, ListFile, LoadedList} from '../store/list-file.js';
import {isUnderWay} from '../task/download.js';
import {type ListContents, type ListRequest, listContents} from '../task/list-request.js';
import {foldRequests} from './fold-requests.js';
import {withFiles} from './inline-files.js';
import {connectList, readRows} from './list-connection.js';
import {checkPlace, isDamage, isUnwritable} from './list-damage.js';
import {lockList} from './list-lock.js';
import {salvage} from './rescue-list.js';
import {openWatchDatabase} from './watch-database.js';
import {contentsOf, sumOf} from './watch-rows.js';
import {checkVersion, schemaVersion, versionOf} from './watch-schema.js';

/** Nothing is drawn meanwhile, and any number of others may be writing. */
const timeoutMs = 10_000;

/** What a change says of a list that was known to be like this. */
const requestOf = ({put, drop, downloads, events = []}: ListChange, known: ListContents): ListRequest => {
	const watches = put.map(({watch}) => watch);
	const changed = watches.filter(({id}) => known.watches.has(id));
	return {
		added: watches.filter(({id}) => !known.watches.has(id)),
		labels: changed.filter(({id, label}) => known.watches.get(id)?.label !== label).map(({id, label}) => ({id, label})),
		answers: changed.flatMap(({id, answer, sawEndAt}) =>
			answer && known.watches.get(id)?.answer !== answer ? [{id, answer, sawEndAt}] : [],
		),
		dropped: drop,
		downloads: downloads.filter(download => !isUnderWay(download)),
		events,
	};
};

/** How the asking went is no reason for a request of its own. */
const isEmpty = ({events: _, ...changes}: ListRequest): boolean =>
	Object.values(changes).every(part => part.length === 0);

/**
Open the list of a folder as a guest, whether another program owns it or not. Changes are handed to the owner; where there is none they come into the list once it is closed here. A list that is not there yet is made with the first change.

@param now - Milliseconds since the Unix epoch.
*/
export const openGuestList = (folder: string, now: number): ListFile => {
	const path = join(folder, 'state.db');
	let database: DatabaseSync | undefined;
	let known = listContents([], []);
	let hasWritten = false;
	let rescue: LoadedList['rescue'];

	/** Make, mend or update the list, which only one at a time may do. */
	const putInOrder = (): void => {
		const lock = lockList(folder, undefined, timeoutMs);
		try {
			if (lock) {
				const list = openWatchDatabase(folder, now);
				({rescue} = list.load());
				list.close();
			}
		} finally {
			lock?.release();
		}
	};

	/** @returns `undefined` for a list that has to be put in order first. */
	const tryToConnect = (): DatabaseSync | undefined => {
		let connected: DatabaseSync | undefined;
		try {
			checkPlace(path);
			connected = connectList(path, timeoutMs);
			checkVersion(connected, path);
			if (versionOf(connected) === schemaVersion) {
				return connected;
			}
		} catch (error) {
			if (!isDamage(error)) {
				connected?.close();
				throw error;
			}
		}

		connected?.close();
		return undefined;
	};

	const connect = (): DatabaseSync => {
		const connected = existsSync(path) ? tryToConnect() : undefined;
		if (connected) {
			return connected;
		}

		putInOrder();
		return connectList(path, timeoutMs);
	};

	const read = () => {
		database ??= connect();
		const list = database;
		return contentsOf(readRows(list), watch => withFiles(list, watch));
	};

	const readWhole = () => {
		try {
			return read();
		} catch (error) {
			if (!isDamage(error)) {
				throw error;
			}

			database?.close();
			database = undefined;
			putInOrder();
			return read();
		}
	};

	const append = (request: ListRequest): void => {
		database ??= connect();
		const record = JSON.stringify(request);
		database.prepare('INSERT INTO requests (record, sum) VALUES (?, ?)').run(record, sumOf(record));
		hasWritten = true;
		// What the system tells the owner of the writing itself comes before there is something to read.
		const time = new Date();
		utimesSync(path, time, time);
	};

	return {
		load() {
			if (!existsSync(path)) {
				return {watches: [], downloads: [], brokenCount: 0};
			}

			try {
				const {brokenCount, ...contents} = readWhole();
				known = contents;
				return {
					watches: [...contents.watches.values()],
					// What is under way is the owner's to go on with.
					downloads: [...contents.downloads.values()].filter(download => !isUnderWay(download)),
					brokenCount,
					...(rescue && {rescue}),
				};
			} catch (error) {
				if (!isUnwritable(error)) {
					throw error;
				}

				const found = salvage(path);
				known = listContents(found.watches, found.downloads);
				return {...found, saveProblem: error.message};
			}
		},

		save(change) {
			const request = requestOf(change, known);
			if (!isEmpty(request)) {
				append(request);
			}

			const watches = new Map(known.watches);
			for (const {watch} of change.put) {
				watches.set(watch.id, watch);
			}

			for (const id of change.drop) {
				watches.delete(id);
			}

			known = {...known, watches};
		},

		// Only a screen shows it, and who has one owns the list.
		history: () => [],

		close() {
			database?.close();
			if (!hasWritten) {
				return;
			}

			try {
				foldRequests(folder, now);
			} catch {
				// What was asked for is written down, and the next program does it.
			}
		},
	};
};
