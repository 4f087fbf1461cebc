import {type FSWatcher, watch} from 'node:fs';
import type {DatabaseSync} from 'node:sqlite';

/** Where the system tells nothing of changes, as on another machine's disk. */
const lookIntervalMs = 30_000;

const watchFolder = (folder: string, onChange: () => void): FSWatcher | undefined => {
	try {
		// A folder that is deleted is an error of its own, and no reason to end.
		return watch(folder, {persistent: false}, onChange).on('error', () => undefined);
	} catch {
		return undefined;
	}
};

/**
Be told each time somebody else has written into a database. The own writes are told apart without reading a row.

@returns What ends it.
*/
export const watchOtherWrites = (database: DatabaseSync, folder: string, tell: () => void): (() => void) => {
	const statement = database.prepare('PRAGMA data_version');
	const version = (): unknown => statement.get()?.['data_version'];
	let seen = version();

	const look = (): void => {
		const found = version();
		if (found !== seen) {
			seen = found;
			tell();
		}
	};

	const watcher = watchFolder(folder, look);
	const timer = setInterval(look, lookIntervalMs).unref();
	return () => {
		watcher?.close();
		clearInterval(timer);
	};
};
