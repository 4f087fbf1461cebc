import {mkdtempSync, rmdirSync} from 'node:fs';
import {homedir, tmpdir} from 'node:os';
import {join, resolve} from 'node:path';

export const homeFolder = (): string => homedir();

/**
A folder as its user would write it: with `~` for the home folder.
*/
export const shortFolder = (folder: string): string => {
	const absolute = resolve(folder);
	const home = homedir();
	return absolute === home || absolute.startsWith(`${home}/`) ? `~${absolute.slice(home.length)}` : absolute;
};

/**
A new folder for what is saved while trying the program out.
*/
export const makeTemporaryFolder = (): string => mkdtempSync(join(tmpdir(), 'taskwatch-demo-'));

/**
Remove a folder if nothing is in it.
*/
export const removeIfEmpty = (folder: string): void => {
	try {
		rmdirSync(folder);
	} catch {
		// There is something in it, which stays.
	}
};

/** The whole name of a folder that may be named as seen from the working folder. */
export const wholeFolder = (folder: string): string => resolve(folder);
