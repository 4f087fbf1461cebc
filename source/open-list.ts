import {openGuestList} from './platform/guest-list.js';
import {lockList} from './platform/list-lock.js';
import type {Lock} from './platform/process-lock.js';
import {openWatchList} from './platform/watch-list.js';
import type {ListFile} from './store/list-file.js';
import {UsageError} from './task/errors.js';
import type {ListHolder} from './task/list-holder.js';

/**
@throws {UsageError} for anything that goes wrong with the list of a folder.
*/
const orUsageError = <Result>(folder: string, work: () => Result): Result => {
	try {
		return work();
	} catch (error) {
		throw new UsageError(
			`The watch list in ${folder} cannot be opened: ${(error as Error).message}. Choose another folder with --state-dir.`,
			{cause: error},
		);
	}
};

/**
Become the owner of the list of a folder.

@returns `undefined` where another program is.
@throws {UsageError} when the folder cannot be used.
*/
export const claimList = (folder: string, holder: ListHolder): Lock | undefined =>
	orUsageError(folder, () => lockList(folder, holder));

/**
Open the list of a folder, as its owner or as a guest.

@throws {UsageError} when it cannot be opened.
*/
export const openList = (folder: string, role: 'owner' | 'guest', now: number): ListFile =>
	orUsageError(folder, () => {
		const list = role === 'owner' ? openWatchList(folder, now) : openGuestList(folder, now);
		return {...list, load: () => orUsageError(folder, list.load)};
	});

/**
Do something with the list of a folder as a guest.

@throws {UsageError} when it cannot be read or written.
*/
export const withGuestList = <Result>(folder: string, now: number, work: (list: ListFile) => Result): Result => {
	const list = openGuestList(folder, now);
	try {
		return orUsageError(folder, () => work(list));
	} finally {
		list.close();
	}
};
