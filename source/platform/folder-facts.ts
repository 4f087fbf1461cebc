import {constants, type Stats} from 'node:fs';
import {access, readdir, stat} from 'node:fs/promises';
import {userInfo} from 'node:os';
import path from 'node:path';
import {createLookAtDisk} from './disk-space.js';

/**
What there is at the place of a folder.
*/
export type FolderFacts = {
	readonly path: string;
	readonly type: 'folder' | 'missing' | 'other';
	/** Of the folder, or of the one above it where it would be made. */
	readonly isWritable: boolean;
	/** The permission bits; absent where there is no folder. */
	readonly mode?: number;
	/** Whether it is the user's own. */
	readonly isOwn: boolean;
	/** Absent where the disk does not tell. */
	readonly freeBytes?: number;
};

const facts = async (name: string): Promise<Stats | undefined> => stat(name).catch(() => undefined);

const isWritable = async (folder: string): Promise<boolean> => {
	const found = await facts(folder);
	const above = path.dirname(folder);
	if (!found) {
		return above !== folder && isWritable(above);
	}

	return (
		found.isDirectory() &&
		access(folder, constants.W_OK | constants.X_OK).then(
			() => true,
			() => false,
		)
	);
};

const isOwn = ({uid}: Stats): boolean => userInfo().uid === -1 || uid === userInfo().uid;

/**
Look at a folder without making it.
*/
export const folderFacts = async (name: string): Promise<FolderFacts> => {
	const folder = path.resolve(name);
	const found = await facts(folder);
	const disk = await createLookAtDisk(folder)().catch(() => undefined);
	return {
		path: folder,
		type: !found ? 'missing' : found.isDirectory() ? 'folder' : 'other',
		isWritable: await isWritable(folder),
		...(found?.isDirectory() && {mode: found.mode % 0o1000}),
		isOwn: !found || isOwn(found),
		...(disk && Number.isFinite(disk.freeBytes) && {freeBytes: disk.freeBytes}),
	};
};

export type LeftOver = {readonly name: string; readonly bytes: number};

/**
Files of a folder that a download has not completed.
*/
export const leftOversIn = async (folder: string): Promise<readonly LeftOver[]> => {
	const names = await readdir(folder).catch(() => []);
	const found = await Promise.all(
		names
			.filter(name => name.endsWith('.part'))
			.map(async name => ({name, stats: await facts(path.join(folder, name))})),
	);
	return found.flatMap(({name, stats}) => (stats?.isFile() ? [{name, bytes: stats.size}] : []));
};
