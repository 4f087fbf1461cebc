import {DownloadError} from '../task/errors.js';
import type {DownloadProgress} from './download-ports.js';
import type {PartFile} from './part-ports.js';
import type {Clock, Media, SavedFile} from './ports.js';
import {withoutStalls} from './without-stalls.js';

const stallMs = 30_000;
const maxBytes = 16 * 1024 ** 3;

const tooLarge = (): DownloadError =>
	new DownloadError('content', 'The file is larger than 16 GiB; none so large is saved');

/**
Media that came by a link has a place: the link without what changes when it is signed anew.
*/
export type PlacedMedia = Media & {readonly place?: string | undefined};

/**
Write what comes into a part file, behind what is in it already or anew, and publish it when all is there. What came before a failure stays in the part.

@throws {DownloadError}
@throws The signal's reason when it is aborted.
*/
export const saveMedia = async (
	{chunks, startsAt = 0, place, ...traits}: PlacedMedia,
	part: PartFile,
	{
		clock,
		onProgress,
		signal,
	}: {
		readonly clock: Clock;
		readonly onProgress: (progress: DownloadProgress) => void;
		readonly signal: AbortSignal;
	},
): Promise<SavedFile> => {
	const {totalBytes, isEndOpen, checksums} = traits;
	if (totalBytes !== undefined && totalBytes > maxBytes) {
		throw tooLarge();
	}

	if (startsAt > 0) {
		onProgress({receivedBytes: startsAt, totalBytes});
	} else if (part.byteCount() > 0) {
		await part.restart();
	}

	// What came without a link is not gone on with.
	part.setOrigin(place === undefined ? undefined : {...traits, place});
	for await (const chunk of withoutStalls(chunks, {clock, signal, stallMs})) {
		if (totalBytes !== undefined && part.byteCount() + chunk.length > totalBytes) {
			throw new DownloadError('content', `The server sent more than the ${totalBytes} bytes it told of`);
		}

		if (part.byteCount() + chunk.length > maxBytes) {
			throw tooLarge();
		}

		await part.write(chunk);
		signal.throwIfAborted();
		onProgress({receivedBytes: part.byteCount(), totalBytes});
	}

	signal.throwIfAborted();
	const receivedBytes = part.byteCount();
	if (totalBytes !== undefined && receivedBytes < totalBytes) {
		throw new DownloadError('transient', `Only ${receivedBytes} of ${totalBytes} bytes came`);
	}

	return part.publish({isEndOpen, checksums});
};
