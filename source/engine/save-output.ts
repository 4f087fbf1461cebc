import {BlockedError, DownloadError, WrongBytesError} from '../task/errors.js';
import type {Output, TaskId} from '../task/task.js';
import type {DownloadPorts, DownloadProgress} from './download-ports.js';
import {inlineChunks} from './inline-chunks.js';
import type {FileTraits, Media, PartFile, Resume, SavedFile} from './ports.js';
import {saveMedia} from './save-media.js';

/** Less than this is sooner fetched again than trusted. */
const minResumeBytes = 64 * 1024;

export type OutputSaver = {
	/**
	One try to save the output. It goes on where the last one stopped, if it is certain that the file is still the same.

	@throws {DownloadError}
	@throws The signal's reason when it is aborted.
	*/
	readonly save: (output: Output, onProgress: (progress: DownloadProgress) => void) => Promise<SavedFile>;

	/** How many bytes are there already. */
	readonly byteCount: () => number;

	/** How many are missing, as the host told it; 0 where it did not. */
	readonly missingBytes: () => number;

	/** Remove what came so far. Never throws. */
	readonly discard: () => Promise<void>;
};

/** What the bytes are of that are there already. */
type Origin = FileTraits & {readonly place: string | undefined};

/** A link without what changes when it is signed anew. */
const placeOf = (url: string): string | undefined => {
	const {origin, pathname} = URL.parse(url) ?? {};
	return origin === undefined ? undefined : `${origin}${pathname}`;
};

/**
@param stem - A safe file name without extension.
*/
export const createOutputSaver = ({
	id,
	stem,
	signal,
	clock,
	createPartFile,
	resolveLink,
	openMedia,
	ensureRoom,
}: Pick<DownloadPorts, 'clock' | 'createPartFile' | 'resolveLink' | 'openMedia'> & {
	/** Throws when the disk has no room for so many bytes. */
	readonly ensureRoom: (bytes: number) => Promise<void>;
	readonly id: TaskId;
	readonly stem: string;
	readonly signal: AbortSignal;
}): OutputSaver => {
	let part: PartFile | undefined;
	let origin: Origin | undefined;
	let hasStartedOver = false;
	let totalBytes: number | undefined;

	const byteCount = (): number => part?.byteCount() ?? 0;
	const missingBytes = (): number => Math.max(0, (totalBytes ?? 0) - byteCount());

	/** With its folder went what was written. */
	const forgetLostPart = async (error: unknown): Promise<never> => {
		if (error instanceof BlockedError && error.obstacle === 'gone') {
			await part?.discard();
			part = undefined;
		}

		throw error;
	};

	const resumeAt = (place: string | undefined): Resume | undefined => {
		const offsetBytes = byteCount();
		if (!part || !origin || origin.place !== place || origin.isWholeOnly || offsetBytes < minResumeBytes) {
			return undefined;
		}

		const {place: _, ...traits} = origin;
		return {...traits, offsetBytes, lastBytes: part.lastBytes};
	};

	const openLink = async (url: string, connection: AbortSignal): Promise<Media> => {
		const place = placeOf(url);
		const media = await openMedia(url, connection, resumeAt(place));
		const {chunks: _, startsAt = 0, isEndOpen: __, ...traits} = media;
		if (startsAt === 0 && byteCount() > 0) {
			// Until the old bytes are gone they are not those of the new file.
			origin = undefined;
			await part?.restart();
		}

		origin = {...traits, place};
		return media;
	};

	/** What comes without a link is not gone on with. */
	const withoutLink = (media: Media): Media => {
		origin = undefined;
		return media;
	};

	/** The bytes of an output, wherever they are to be had. */
	const open = async (output: Output, connection: AbortSignal): Promise<Media> => {
		const {place} = output;
		switch (place.type) {
			case 'inline': {
				// The list lost it. As with a link that has expired, a fresh answer has it again.
				if (place.base64 === '') {
					throw new DownloadError('link', 'The file in the answer is no longer there');
				}

				return withoutLink({chunks: inlineChunks(place.base64)});
			}

			case 'url': {
				return openLink(place.url, connection);
			}

			case 'file':
			case 'content': {
				const found = await resolveLink(output, id, connection);
				return typeof found === 'string' ? openLink(found, connection) : withoutLink(found);
			}
		}
	};

	const saveOnce = async (output: Output, onProgress: (progress: DownloadProgress) => void): Promise<SavedFile> => {
		// However the try ends, its connection ends with it.
		const connection = new AbortController();
		try {
			const media = await open(output, AbortSignal.any([signal, connection.signal]));
			totalBytes = media.totalBytes;
			await ensureRoom(missingBytes());
			part ??= await createPartFile(stem, id);
			return await saveMedia(media, part, {clock, onProgress, signal});
		} catch (error) {
			return await forgetLostPart(error);
		} finally {
			connection.abort();
		}
	};

	return {
		async save(output, onProgress) {
			try {
				return await saveOnce(output, onProgress);
			} catch (error) {
				if (!(error instanceof WrongBytesError) || hasStartedOver) {
					throw error;
				}

				hasStartedOver = true;
				await part?.restart();
				return saveOnce(output, onProgress);
			}
		},

		byteCount,
		missingBytes,

		async discard() {
			await part?.discard();
		},
	};
};
