import type {Stats} from 'node:fs';
import {stat} from 'node:fs/promises';
import {numberless, ownUserId} from './own-user.js';

/**
What other users may do with a file or folder.
*/
export type OthersRight = 'nothing' | 'read' | 'write';

const bits = {read: 0o4, write: 0o2} as const;

/**
The most that users who are not its own may do with a file or folder. A group that has one user alone, with the user's own number as is usual, is no other; Windows shares no file of a user, and has no such bits.
*/
export const othersRight = ({uid, gid, mode}: Pick<Stats, 'uid' | 'gid' | 'mode'>): OthersRight => {
	if (ownUserId() === numberless) {
		return 'nothing';
	}

	const rights = gid === uid ? mode : mode | (mode >> 3);
	return (rights & bits.write) !== 0 ? 'write' : (rights & bits.read) !== 0 ? 'read' : 'nothing';
};

/**
@returns `nothing` where there is no such file, or another thing such as a pipe.
*/
export const othersRightAt = async (path: string): Promise<OthersRight> => {
	const stats = await stat(path).catch(() => undefined);
	return stats?.isFile() ? othersRight(stats) : 'nothing';
};
