import {readdirSync, renameSync, rmSync} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import type {DatabaseSync} from 'node:sqlite';
import {makePrivateFile} from './private-files.js';

const maxBackupCount = 3;
const dayMs = 86_400_000;

const prefixOf = (path: string): string => `${basename(path)}.backup-`;

/** A time such that later ones come later in the alphabet. */
const stamp = (at: number): string => new Date(at).toISOString().replaceAll(':', '-');

const backupNames = (path: string): readonly string[] =>
	readdirSync(dirname(path))
		.filter(name => name.startsWith(prefixOf(path)))
		.toSorted();

/**
The copy of a list that was made last.
*/
export const latestBackup = (path: string): string | undefined => {
	const name = backupNames(path).at(-1);
	return name === undefined ? undefined : join(dirname(path), name);
};

/**
Whether the latest copy of a list is older than a day, or there is none.

@param now - Milliseconds since the Unix epoch.
*/
export const isBackupDue = (path: string, now: number): boolean =>
	(backupNames(path).at(-1) ?? '') < prefixOf(path) + stamp(now - dayMs);

/** Of a copy that broke off. */
const removeDraft = (draft: string): void => {
	rmSync(draft, {force: true});
	rmSync(`${draft}-journal`, {force: true});
};

/**
Copy a list beside itself. Of all copies the latest three are kept.

@param now - Milliseconds since the Unix epoch.
@param version - Of its tables.
*/
export const backUp = (database: DatabaseSync, path: string, version: number, now: number): void => {
	// It comes to its name in one piece, so that half a copy never passes for a backup.
	const draft = `${path}.copy`;
	removeDraft(draft);
	try {
		// An empty file is filled as it is.
		makePrivateFile(draft);
		database.prepare('VACUUM INTO ?').run(draft);
		renameSync(draft, `${path}.backup-${stamp(now)}-v${version}`);
	} finally {
		removeDraft(draft);
	}

	for (const name of backupNames(path).slice(0, -maxBackupCount)) {
		rmSync(join(dirname(path), name), {force: true});
	}
};
