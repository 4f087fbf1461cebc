import {createHash, randomBytes} from 'node:crypto';
import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import {box, ftyp, png} from '../platform/media-samples.js';

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/**
A video as far as its boxes show, unlike any other.
*/
export const video = (mediaBytes = 100_000): Buffer =>
	Buffer.concat([ftyp, box('moov'), box('mdat', randomBytes(mediaBytes))]);

export const picture = (pixelBytes: number): Buffer => png(pixelBytes);

/**
What is in a folder: the hash of each file by its name.
*/
export const hashesIn = async (folder: string): Promise<Readonly<Record<string, string>>> => {
	const names = (await readdir(folder)).toSorted();
	return Object.fromEntries(
		await Promise.all(names.map(async name => [name, sha256(await readFile(path.join(folder, name)))] as const)),
	);
};

/**
All files in a folder and those below it.
*/
export const filesBelow = async (folder: string): Promise<readonly string[]> =>
	(await readdir(folder, {recursive: true, withFileTypes: true}))
		.filter(entry => entry.isFile())
		.map(entry => path.join(entry.parentPath, entry.name));
