import {stat, statfs} from 'node:fs/promises';
import path from 'node:path';
import type {DiskSpace} from '../engine/ports.js';
import {errorCode} from './disk-error.js';

/** A folder, or that above it which is there: it is made when the first result comes. */
const existing = async (folder: string): Promise<{readonly folder: string; readonly device: number}> => {
	try {
		return {folder, device: (await stat(folder)).dev};
	} catch (error) {
		const above = path.dirname(folder);
		if (errorCode(error) !== 'ENOENT' || above === folder) {
			throw error;
		}

		return existing(above);
	}
};

/**
@param outputFolder - Where results go.
*/
export const createLookAtDisk = (outputFolder: string): (() => Promise<DiskSpace>) => {
	const folder = path.resolve(outputFolder);

	return async () => {
		const {folder: there, device} = await existing(folder);
		const {bavail, blocks, bsize} = await statfs(there);
		// Some network disks tell nothing, as zeros.
		const isTold = blocks > 0;
		return {
			folder,
			device: String(device),
			freeBytes: isTold ? bavail * bsize : Number.POSITIVE_INFINITY,
			sizeBytes: blocks * bsize,
		};
	};
};
