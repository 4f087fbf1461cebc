import {DownloadError} from '../task/errors.js';

/** The least to read at once: what is needed next is mostly near. */
export const readAheadBytes = 64 * 1024;

/** The most to read of one file. */
export const maxProbeBytes = 256 * 1024;

/**
A file of which only parts are read.
*/
export type PartialFile = {
	/**
	@returns Up to `length` bytes from `start` on; fewer only at the end of the file.
	@throws {DownloadError} when they are not to be had.
	*/
	readonly read: (start: number, length: number) => Promise<Uint8Array>;
};

/**
A file that is written in base64, of which only what is read is decoded.
*/
export const base64File = (base64: string): PartialFile => {
	const text = /\s/v.test(base64) ? base64.replaceAll(/\s/gv, '') : base64;
	return {
		async read(start, length) {
			const firstBlock = Math.floor(start / 3);
			const lastBlock = Math.ceil((start + length) / 3);
			const bytes = Buffer.from(text.slice(4 * firstBlock, 4 * lastBlock), 'base64');
			return bytes.subarray(start - 3 * firstBlock, start - 3 * firstBlock + length);
		},
	};
};

/**
@throws {DownloadError} `content` where the file ends before.
*/
export const readExactly = async (file: PartialFile, start: number, length: number): Promise<Uint8Array> => {
	const bytes = await file.read(start, length);
	if (bytes.length < length) {
		throw new DownloadError('content', 'The header of the media is cut short');
	}

	return bytes;
};
