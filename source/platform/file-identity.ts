import {type BigIntStats, lstatSync, unlinkSync} from 'node:fs';
import {numberless, ownUserId} from './own-user.js';

/**
Which file it is, whatever it is called: its device and its number there. Text, as the numbers may be longer than a `number` holds.
*/
export type FileIdentity = {readonly dev: string; readonly ino: string};

export const identityOf = ({dev, ino}: BigIntStats): FileIdentity => ({dev: `${dev}`, ino: `${ino}`});

/**
Whether something is a file of this user that has one name only.
*/
export const isOwnFile = (stats: BigIntStats): boolean => {
	const user = ownUserId() ?? numberless;
	return stats.isFile() && stats.nlink === 1n && (user === numberless || stats.uid === BigInt(user));
};

export const isSameFile = (stats: BigIntStats, identity: FileIdentity): boolean => {
	const {dev, ino} = identityOf(stats);
	return dev === identity.dev && ino === identity.ino;
};

/**
A file as it was noted: one that was not yet noted to be there has no identity, and nothing in it.
*/
export type NotedFile = {readonly path: string; readonly identity?: FileIdentity | undefined};

/**
Whether the file that was noted stands at its path still, and not another one.
*/
export const isThere = ({path, identity}: NotedFile): boolean => {
	const stats = lstatSync(path, {bigint: true, throwIfNoEntry: false});
	return stats !== undefined && (identity ? isSameFile(stats, identity) : isOwnFile(stats) && stats.size === 0n);
};

/**
Remove the file that was noted, and never another one that has its name now.
*/
export const removeNoted = (file: NotedFile): void => {
	if (isThere(file)) {
		unlinkSync(file.path);
	}
};
