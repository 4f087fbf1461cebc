import type {Media} from '../engine/ports.js';
import {DownloadError, WrongBytesError} from '../task/errors.js';
import {hasChecksums} from './check-sums.js';
import {wholenessOfMatroska} from './matroska-end.js';
import {wholenessOfBoxes} from './mp4-boxes.js';
import {type Readable, readAt} from './read-at.js';
import {wholenessOfRiff} from './riff-chunks.js';
import type {Wholeness} from './wholeness.js';

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
	async (file: Readable): Promise<Wholeness> => {
		const tail = await readAt(file, Math.max(0, file.bytes - tailBytes), tailBytes);
		return withoutPadding(tail).subarray(-ending.length).equals(Buffer.from(ending)) ? 'whole' : 'damaged';
	};

/** The chunk type `IEND` and its checksum, which never changes. @see https://www.w3.org/TR/png-3/#11IEND */
const wholenessOfPng = endsWith(0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82);

/** The marker EOI. @see https://www.w3.org/Graphics/JPEG/itu-t81.pdf */
const wholenessOfJpeg = endsWith(0xff, 0xd9);

/** An empty block, as at the end of each picture, and the trailer. @see https://www.w3.org/Graphics/GIF/spec-gif89a.txt */
const wholenessOfGif = endsWith(0x00, 0x3b);

const wholenessOfFilm = wholenessOfBoxes('moov', 'mdat');
const wholenessOfStill = wholenessOfBoxes('meta');

const checks: Readonly<Record<string, (file: Readable) => Promise<Wholeness>>> = {
	png: wholenessOfPng,
	apng: wholenessOfPng,
	jpg: wholenessOfJpeg,
	gif: wholenessOfGif,
	webp: wholenessOfRiff,
	wav: wholenessOfRiff,
	avi: wholenessOfRiff,
	mp4: wholenessOfFilm,
	m4v: wholenessOfFilm,
	m4a: wholenessOfFilm,
	mov: wholenessOfFilm,
	avif: wholenessOfStill,
	heic: wholenessOfStill,
	webm: wholenessOfMatroska,
	mkv: wholenessOfMatroska,
};

/**
See whether a file is there to its end, by what its host told of it and by what its format shows.

@returns Whether it is beyond doubt. It is not where the host says that this is all of it and its format says that it is not, nor where neither tells.
@throws {WrongBytesError} when it has another check sum than its host tells.
@throws {DownloadError} `transient` when it is cut short, as its end with the connection's end came too soon; `content` when it is empty.
*/
export const checkMedia = async (
	file: Readable,
	extension: string,
	{isEndOpen = false, checksums = []}: Pick<Media, 'isEndOpen' | 'checksums'>,
): Promise<boolean> => {
	if (file.bytes === 0) {
		throw new DownloadError('content', 'The server sent an empty file');
	}

	if (!(await hasChecksums(file, checksums))) {
		throw new WrongBytesError('What came is not the file that the server has: its check sum is another one');
	}

	const wholeness = (await checks[extension]?.(file)) ?? 'unknown';
	const isAllThereIs = !isEndOpen || checksums.length > 0;
	if (wholeness === 'damaged' && !isAllThereIs) {
		throw new DownloadError('transient', `The ${extension.toUpperCase()} file that came is cut short`);
	}

	return wholeness === 'whole' || (wholeness === 'unknown' && isAllThereIs);
};
