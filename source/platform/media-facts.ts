import type {FactsOfBytes} from '../engine/probe-ports.js';
import {DownloadError} from '../task/errors.js';
import type {MediaFacts} from '../task/measurement.js';
import {isMovie, readMovieIndex} from './movie-index.js';
import {memoryFile, type PartialFile} from './partial-file.js';

/** Where the header lies mostly, and where it may lie at most. */
const headLengths = [64 * 1024, 256 * 1024];
const maxPixels = 100_000;

/** @see https://www.rfc-editor.org/rfc/rfc8794#section-11.2.1 The ID of the first element of an EBML document. */
const ebmlStart = [0x1a, 0x45, 0xdf, 0xa3];

const isSize = (pixels: number | undefined): pixels is number =>
	pixels !== undefined && pixels >= 1 && pixels <= maxPixels;

const isDuration = (seconds: number | undefined): seconds is number =>
	seconds !== undefined && seconds > 0 && Number.isFinite(seconds);

/** What can be believed, in whole pixels and milliseconds. */
const believable = ({width, height, durationSeconds}: MediaFacts): MediaFacts => {
	if (!isSize(width) || !isSize(height)) {
		throw new DownloadError('content', 'The media tells no size');
	}

	return {
		width: Math.round(width),
		height: Math.round(height),
		...(isDuration(durationSeconds) && {durationSeconds: Math.round(durationSeconds * 1000) / 1000}),
	};
};

// Both libraries are loaded late, as they are needed only where a service tells no size.

const movieFacts = async (file: PartialFile): Promise<MediaFacts> => {
	const {bytes, durationSeconds} = await readMovieIndex(file);
	const {moviePixels} = await import('./container-facts.js');
	return {...(await moviePixels(bytes)), durationSeconds};
};

const headFacts = async (head: Uint8Array): Promise<MediaFacts> => {
	if (ebmlStart.every((byte, index) => head[index] === byte)) {
		const {matroskaFacts} = await import('./container-facts.js');
		return matroskaFacts(head);
	}

	const {imageFacts} = await import('./image-facts.js');
	const facts = imageFacts(head);
	if (!facts) {
		throw new DownloadError('content', 'The media is of no kind whose size we can read');
	}

	return facts;
};

const read = async (file: PartialFile): Promise<MediaFacts> => {
	let failure: unknown;
	for (const length of headLengths) {
		const head = await file.read(0, length);
		if (isMovie(head)) {
			return believable(await movieFacts(file));
		}

		try {
			return believable(await headFacts(head));
		} catch (error) {
			failure = error;
		}

		if (head.length < length) {
			break;
		}
	}

	throw failure;
};

/**
@throws {DownloadError} when the file cannot be read, or tells no size.
*/
export const factsOfFile = async (file: PartialFile): Promise<MediaFacts> => {
	try {
		return await read(file);
	} catch (error) {
		throw error instanceof DownloadError
			? error
			: new DownloadError('content', 'The header of the media is damaged or cut short', {cause: error});
	}
};

export const factsOfBytes: FactsOfBytes = async bytes => factsOfFile(memoryFile(bytes));
