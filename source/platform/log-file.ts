import {closeSync, fchmodSync, openSync, renameSync, statSync, writeSync} from 'node:fs';
import {UsageError} from '../task/errors.js';
import type {Log} from '../task/log.js';
import {redact} from './redact.js';

const maxBytes = 1024 * 1024;

/** The file itself, and older ones called `FILE.1` and so on. */
const maxFileCount = 5;

const rename = (from: string, to: string): void => {
	try {
		renameSync(from, to);
	} catch {
		// There are fewer older ones than there may be.
	}
};

const makeRoom = (path: string): void => {
	if ((statSync(path, {throwIfNoEntry: false})?.size ?? 0) < maxBytes) {
		return;
	}

	for (let number = maxFileCount - 1; number > 1; number--) {
		rename(`${path}.${number - 1}`, `${path}.${number}`);
	}

	rename(path, `${path}.1`);
};

/** Opened each time, as another program may have given the file another name meanwhile. */
const append = (path: string, line: string): void => {
	makeRoom(path);
	const file = openSync(path, 'a', 0o600);
	try {
		fchmodSync(file, 0o600);
		writeSync(file, line);
	} finally {
		closeSync(file);
	}
};

/**
Write a log to the end of a file, which its user alone may read: one JSON object a line. After a mebibyte a new file is begun, and the last four are kept.

@param now - Milliseconds since the Unix epoch.
@throws {UsageError} when the file cannot be written. Later on it is passed over.
*/
export const openLogFile = (path: string, now: () => number): Log => {
	const secrets = new Set<string>();
	try {
		append(path, '');
	} catch (error) {
		throw new UsageError(`The log file ${path} cannot be written: ${(error as Error).message}.`, {cause: error});
	}

	return {
		write(level, event, fields = {}) {
			const entry = {at: new Date(now()).toISOString(), level, event, ...fields};
			const line = JSON.stringify(entry, (_, value: unknown) =>
				typeof value === 'string' ? redact(value, secrets) : value,
			);
			try {
				append(path, `${line}\n`);
			} catch {
				// Nothing of the program's own work may fail for want of a log.
			}
		},

		hide(secret) {
			for (const part of [secret, ...secret.split(':')]) {
				secrets.add(part);
			}
		},
	};
};
