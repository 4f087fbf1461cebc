import {DownloadError} from '../task/errors.js';
import {isCompleteMp4} from './mp4-boxes.js';
import {type Readable, readAt} from './read-at.js';

const tailBytes = 1024;

/** Some hosts pad a file with zeros or a line break, which does no harm. */
const withoutPadding = (tail: Buffer): Buffer => {
	let end = tail.length;
	while (end > 0 && [0x00, 0x0a, 0x0d, 0x20].includes(tail[end - 1] ?? -1)) {
		end--;
	}

	return tail.subarray(0, end);
};

const endsWith =
	(...ending: readonly number[]) =>
	async (file: Readable): Promise<boolean> => {
		const tail = withoutPadding(await readAt(file, Math.max(0, file.bytes - tailBytes), tailBytes));
		return tail.subarray(-ending.length).equals(Buffer.from(ending));
	};

/** The chunk type `IEND` and its checksum, which never changes. @see https://www.w3.org/TR/png-3/#11IEND */
const isCompletePng = endsWith(0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82);

/** The marker EOI. @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf */
const isCompleteJpeg = endsWith(0xff, 0xd9);

const checks: Readonly<Record<string, (file: Readable) => Promise<boolean>>> = {
	png: isCompletePng,
	apng: isCompletePng,
	jpg: isCompleteJpeg,
	mp4: isCompleteMp4,
	m4v: isCompleteMp4,
	m4a: isCompleteMp4,
	mov: isCompleteMp4,
};

/**
See whether a file is there to its end, as far as its format shows. A body that was cut off can look complete to HTTP where no length was told.

@throws {DownloadError} `content`
*/
export const checkMedia = async (file: Readable, extension: string): Promise<void> => {
	if (file.bytes === 0) {
		throw new DownloadError('content', 'The server sent an empty file');
	}

	const isComplete = (await checks[extension]?.(file)) ?? true;
	if (!isComplete) {
		throw new DownloadError('content', `The ${extension.toUpperCase()} file that came is cut short or damaged`);
	}
};
