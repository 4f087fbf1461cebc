import {open, unlink} from 'node:fs/promises';
import path from 'node:path';
import {DownloadError} from '../task/errors.js';
import {diskError, errorCode} from './disk-error.js';
import {placeFile} from './place-file.js';

/**
Write a text beside a saved file, as `NAME.EXT.json`: whole or not at all, and never over another file.

@throws {DownloadError}
*/
export const writeSidecar = async (savedFile: string, text: string): Promise<void> => {
	const file = `${savedFile}.json`;
	const part = `${file}.part`;
	try {
		const handle = await open(part, 'wx', 0o600);
		try {
			await handle.writeFile(text);
			await handle.sync();
			await placeFile(part, file);
		} catch (error) {
			// What cannot be removed is seen as what it is by its name.
			await unlink(part).catch(() => undefined);
			throw error;
		} finally {
			await handle.close();
		}
	} catch (error) {
		if (errorCode(error) === 'EEXIST') {
			throw new DownloadError('disk', `there is a ${path.basename(file)} already`, {cause: error});
		}

		throw diskError(path.dirname(file), error);
	}
};
