import type {FactsOfHeld} from '../engine/probe-ports.js';
import {DownloadError} from '../task/errors.js';
import type {MediaFacts} from '../task/measurement.js';
import type {AnswerFiles} from './answer-files.js';
import {isMatroska, readMatroskaIndex} from './matroska-index.js';
import {isMovie, readMovieIndex} from './movie-index.js';
import {base64File, maxProbeBytes, type PartialFile, readAheadBytes} from './partial-file.js';

const maxPixels = 100_000;

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

const filmFacts = async (file: PartialFile): Promise<MediaFacts> => {
	const index = await readMatroskaIndex(file);
	const {matroskaFacts} = await import('./container-facts.js');
	return matroskaFacts(index);
};

/** Of a header that ends too early, more is read. */
const pictureFacts = async (file: PartialFile, head: Uint8Array): Promise<MediaFacts> => {
	const {imageFacts} = await import('./image-facts.js');
	const attempt = (bytes: Uint8Array): MediaFacts => {
		const facts = imageFacts(bytes);
		if (!facts) {
			throw new DownloadError('content', 'The media is of no kind whose size we can read');
		}

		return facts;
	};

	try {
		return attempt(head);
	} catch (error) {
		if (error instanceof DownloadError || head.length < readAheadBytes) {
			throw error;
		}

		return attempt(await file.read(0, maxProbeBytes));
	}
};

const read = async (file: PartialFile): Promise<MediaFacts> => {
	const head = await file.read(0, readAheadBytes);
	if (isMovie(head)) {
		return movieFacts(file);
	}

	return isMatroska(head) ? filmFacts(file) : pictureFacts(file, head);
};

/**
@throws {DownloadError} when the file cannot be read, or tells no size.
*/
export const factsOfFile = async (file: PartialFile): Promise<MediaFacts> => {
	try {
		return believable(await read(file));
	} catch (error) {
		throw error instanceof DownloadError
			? error
			: new DownloadError('content', 'The header of the media is damaged or cut short', {cause: error});
	}
};

/**
@param read - Opens a file that an answer held.
*/
export const createFactsOfHeld =
	(read: AnswerFiles['read']): FactsOfHeld =>
	async place =>
		place.type === 'inline' ? factsOfFile(base64File(place.base64)) : read(place.sha256, factsOfFile);
