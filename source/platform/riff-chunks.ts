import {type Readable, readAt} from './read-at.js';
import type {Wholeness} from './wholeness.js';

const headerBytes = 8;
/** A film of many gigabytes has one for each. */
const maxChunkCount = 1000;

/** What is written by a program that cannot go back to tell the length. */
const openSizes: ReadonlySet<number> = new Set([0, 0xffff_ffff]);

/**
Whether a WebP, WAV or AVI file holds all that its RIFF chunks tell of. What stands after them does no harm.

@see https://developers.google.com/speed/webp/docs/riff_container
*/
export const wholenessOfRiff = async (file: Readable): Promise<Wholeness> => {
	let offset = 0;
	for (let count = 0; count < maxChunkCount; count++) {
		const header = await readAt(file, offset, headerBytes);
		const tag = header.toString('latin1', 0, 4);
		if (count > 0 && (tag === '' || !'RIFF'.startsWith(tag))) {
			return 'whole';
		}

		if (header.length < headerBytes) {
			return 'damaged';
		}

		const size = header.readUInt32LE(4);
		if (openSizes.has(size)) {
			return 'unknown';
		}

		if (offset + headerBytes + size > file.bytes) {
			return 'damaged';
		}

		// Chunks start at even places.
		offset += headerBytes + size + (size % 2);
	}

	return 'unknown';
};
