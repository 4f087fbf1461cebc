import {maxHeaderBytes, parseElement} from './matroska-index.js';
import {type Readable, readAt} from './read-at.js';
import type {Wholeness} from './wholeness.js';

/** A file has two: its head and its segment. */
const maxElementCount = 100;

/**
Whether the elements of a WebM or Matroska file end where the file ends. One that was written as it was filmed does not tell its length.
*/
export const wholenessOfMatroska = async (file: Readable): Promise<Wholeness> => {
	let offset = 0;
	let count = 0;
	for (; offset < file.bytes && count < maxElementCount; count++) {
		const element = parseElement(await readAt(file, offset, maxHeaderBytes));
		if (!element) {
			return 'damaged';
		}

		if (element.bytes === Number.POSITIVE_INFINITY) {
			return 'unknown';
		}

		offset += element.bytes;
	}

	return offset === file.bytes && count > 1 ? 'whole' : 'damaged';
};
