import {link, open, rename, unlink} from 'node:fs/promises';
import path from 'node:path';
import {DownloadError} from '../task/errors.js';
import {errorCode} from './disk-error.js';

const maxCopyCount = 99;

/** What `link` answers where the file system has no hard links. */
const unlinkable: ReadonlySet<string | undefined> = new Set([
	'EPERM',
	'ENOTSUP',
	'EOPNOTSUPP',
	'EXDEV',
	'ENOSYS',
	'EMLINK',
]);

/**
Do something under the first name that is free: `NAME.ext`, then `NAME (2).ext` up to `NAME (99).ext`.

@param take - Fails with `EEXIST` where the name is taken.
@throws {DownloadError} `disk` when all are taken.
*/
export const withFreeName = async <Result>(
	{folder, stem, extension}: {readonly folder: string; readonly stem: string; readonly extension: string},
	take: (file: string) => Promise<Result>,
): Promise<Result> => {
	for (let count = 1; ; count++) {
		const name = count === 1 ? stem : `${stem} (${count})`;
		try {
			return await take(path.join(folder, `${name}.${extension}`));
		} catch (error) {
			if (errorCode(error) !== 'EEXIST') {
				throw error;
			}

			if (count === maxCopyCount) {
				throw new DownloadError('disk', `${folder} holds ${count} files of this name already; move some`, {
					cause: error,
				});
			}
		}
	}
};

/**
Give a file another name, never over another file.

@param hardLink - Makes the new name where the file system can.
@throws With the code `EEXIST` where the name is taken.
*/
export const placeFile = async (from: string, to: string, hardLink = link): Promise<void> => {
	try {
		await hardLink(from, to);
	} catch (error) {
		if (!unlinkable.has(errorCode(error))) {
			throw error;
		}

		// The empty file holds the name, so that renaming replaces nothing but it.
		await (await open(to, 'wx')).close();
		await rename(from, to).catch(async (failure: unknown) => {
			await unlink(to);
			throw failure;
		});
		return;
	}

	// The file has its name: another one that cannot be removed is no reason to call it unsaved.
	await unlink(from).catch(() => undefined);
};
