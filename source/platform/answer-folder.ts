import {accessSync, constants, mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {makePrivateFolder} from './private-files.js';

const folderName = 'answers';
const runPrefix = `${folderName}-`;

/** How a file is called: by its SHA-256. No list, whoever wrote it, can name another. */
const fileName = /^[\da-f]{64}$/v;

/** Where a file of a folder is. */
export const answerFile = (folder: string, sha256: string): string => {
	if (!fileName.test(sha256)) {
		throw new TypeError(`${sha256} is no SHA-256`);
	}

	return join(folder, sha256);
};

/** How a file is called until it is whole. */
export const unfinishedPrefix = 'new-';

const hourMs = 60 * 60_000;
/** What is in use comes onto a list within moments. This is long enough for a list that was lost and is put back. */
const keptMs = 7 * 24 * hourMs;

/**
Where the files are that answers held.
*/
export type AnswerFolder = {
	/**
	@returns The folder, which is there then.
	@throws {Error} that says why it cannot be made.
	*/
	readonly path: () => string;
	/** Remove what has been there for a week and nobody needs, and what was never finished. Never throws. */
	readonly tidy: (isNeeded: (sha256: string) => boolean) => void;
	/** Remove some files. Never throws. */
	readonly drop: (files: readonly string[]) => void;
	/** Remove what was for this run alone. Never throws. */
	readonly close: () => void;
};

const orElse = <Result>(otherwise: Result, work: () => Result): Result => {
	try {
		return work();
	} catch {
		return otherwise;
	}
};

/** What cannot be removed may be so at a later start. */
const remove = (path: string): void => orElse(undefined, () => rmSync(path, {recursive: true, force: true}));

/** What of some things in a folder has not changed since a time. */
const oldNames = (folder: string, since: number, isMeant: (name: string) => boolean): readonly string[] =>
	orElse([], () => readdirSync(folder)).filter(
		name => isMeant(name) && orElse(false, () => statSync(join(folder, name)).mtimeMs < since),
	);

/** Remove what runs without a list left that were killed. */
const tidyRuns = (stateFolder: string, now: number): void => {
	for (const name of oldNames(stateFolder, now - keptMs, each => each.startsWith(runPrefix))) {
		remove(join(stateFolder, name));
	}
};

/**
A folder for one run of the program. What runs left that were killed goes with a later one.

@param stateFolder - Where it is made; absent for where temporary files are.
@param now - Milliseconds since the Unix epoch.
*/
export const createPassingAnswerFolder = (stateFolder: string | undefined, now: () => number): AnswerFolder => {
	let folder: string | undefined;

	const make = (): string => {
		if (stateFolder === undefined) {
			return mkdtempSync(join(tmpdir(), `taskwatch-${runPrefix}`));
		}

		makePrivateFolder(stateFolder);
		tidyRuns(stateFolder, now());
		return mkdtempSync(join(stateFolder, runPrefix));
	};

	return {
		path() {
			folder ??= make();
			return folder;
		},
		tidy: () => undefined,
		drop: () => undefined,
		close() {
			if (folder !== undefined) {
				remove(folder);
			}
		},
	};
};

/**
The folder that belongs to a list: what is in it outlives the program. Where the disk of the list takes nothing, a folder for this run serves.

@param now - Milliseconds since the Unix epoch.
*/
export const createKeptAnswerFolder = (stateFolder: string, now: () => number): AnswerFolder => {
	const folder = join(stateFolder, folderName);
	const passing = createPassingAnswerFolder(undefined, now);
	const removeAll = (names: readonly string[]): void => {
		for (const name of names) {
			remove(join(folder, name));
		}
	};

	return {
		path() {
			try {
				makePrivateFolder(folder);
				accessSync(folder, constants.W_OK);
				return folder;
			} catch {
				return passing.path();
			}
		},
		tidy(isNeeded) {
			removeAll(oldNames(folder, now() - keptMs, name => !isNeeded(name)));
			// Nobody writes to it any more: an answer takes seconds.
			removeAll(oldNames(folder, now() - hourMs, name => name.startsWith(unfinishedPrefix)));
			tidyRuns(stateFolder, now());
		},
		drop: files => removeAll(files.filter(file => fileName.test(file))),
		close: passing.close,
	};
};
