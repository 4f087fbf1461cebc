import {readlinkSync} from 'node:fs';
import {join} from 'node:path';
import type {ListHolder} from '../task/list-holder.js';
import {isUnwritable} from './list-damage.js';
import {makePrivateFolder} from './private-files.js';
import {type Lock, lockNote, takeLock} from './process-lock.js';
import {waitInPlace} from './wait-in-place.js';

const lockPath = (folder: string): string => join(folder, 'owner.db');

/** A program that adds to the list or repairs it has the lock for a few milliseconds. */
const patienceMs = 500;
const stepMs = 10;

/** Where nothing can be written there is nothing to be had for oneself. */
const noLock: Lock = {
	release() {
		// Nothing is held.
	},
};

const lockWith = (path: string, note: string | undefined): Lock | undefined => {
	try {
		return takeLock(path, note);
	} catch (error) {
		if (!isUnwritable(error)) {
			throw error;
		}

		// On a full disk the lock can be had, and only the note not be written.
		return note === undefined ? noLock : lockWith(path, undefined);
	}
};

/**
Have the list of a folder for oneself: to own it, or to put it in order. Reading it and asking its owner for changes is open to everybody meanwhile. The folder is made where it is not there, for its user alone.

@param holder - Who one is; absent for a moment's work, which others need not know of.
@returns `undefined` where another program owns the list.
@throws when the place is no folder, or one that other users may write into.
*/
export const lockList = (folder: string, holder?: ListHolder, waitMs = patienceMs): Lock | undefined => {
	try {
		makePrivateFolder(folder);
	} catch (error) {
		if (isUnwritable(error)) {
			return noLock;
		}

		throw error;
	}

	for (let waitedMs = 0; ; waitedMs += stepMs) {
		const lock = lockWith(lockPath(folder), holder && JSON.stringify(holder));
		if (lock || waitedMs >= waitMs) {
			return lock;
		}

		waitInPlace(stepMs);
	}
};

/**
Who owns the list of a folder, or was the last to; `undefined` where nobody has said.
*/
export const listHolder = (folder: string): ListHolder | undefined => {
	try {
		return JSON.parse(lockNote(lockPath(folder)) ?? '') as ListHolder;
	} catch {
		return undefined;
	}
};

/**
The name of the terminal that the program writes to, where the system tells it.
*/
export const terminalName = (): string | undefined => {
	try {
		return /^\/dev\/(?<name>.+)$/v.exec(readlinkSync('/proc/self/fd/1'))?.groups?.['name'];
	} catch {
		return undefined;
	}
};
