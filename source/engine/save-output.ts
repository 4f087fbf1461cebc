import {BlockedError, DownloadError, WrongBytesError} from '../task/errors.js';
import type {Output} from '../task/task.js';
import type {DownloadPorts, DownloadProgress} from './download-ports.js';
import {inlineChunks} from './inline-chunks.js';
import type {PartFile, PartOwner} from './part-ports.js';
import type {Resume, SavedFile} from './ports.js';
import {type PlacedMedia, saveMedia} from './save-media.js';

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

	/** Leave what came so far for another attempt. Never throws. */
	readonly keep: () => Promise<void>;

	/** Remove what came so far. Never throws. */
	readonly discard: () => Promise<void>;
};

/** A link without what changes when it is signed anew. */
const placeOf = (url: string): string | undefined => {
	const {origin, pathname} = URL.parse(url) ?? {};
	return origin === undefined ? undefined : `${origin}${pathname}`;
};

export const createOutputSaver = ({
	owner,
	signal,
	clock,
	openPartFile,
	resolveLink,
	openMedia,
	openKept,
	ensureRoom,
}: Pick<DownloadPorts, 'clock' | 'openPartFile' | 'resolveLink' | 'openMedia' | 'openKept'> & {
	/** Throws when the disk has no room for what is missing. */
	readonly ensureRoom: () => Promise<void>;
	readonly owner: PartOwner;
	readonly signal: AbortSignal;
}): OutputSaver => {
	let part: PartFile | undefined;
	let hasStartedOver = false;
	let totalBytes: number | undefined;

	const byteCount = (): number => part?.byteCount() ?? 0;
	const missingBytes = (): number => Math.max(0, (totalBytes ?? 0) - byteCount());

	/** With its folder went what was written, unless that comes back. */
	const leaveLostPart = async (error: unknown): Promise<never> => {
		if (error instanceof BlockedError && error.obstacle === 'gone') {
			await part?.keep();
			part = undefined;
		}

		throw error;
	};

	const resumeAt = (place: string | undefined): Resume | undefined => {
		const offsetBytes = byteCount();
		const origin = part?.origin();
		if (!part || !origin || origin.place !== place || origin.isWholeOnly || offsetBytes < minResumeBytes) {
			return undefined;
		}

		const {place: _, isEndOpen: __, ...traits} = origin;
		return {...traits, offsetBytes, lastBytes: part.lastBytes};
	};

	const openLink = async (url: string, connection: AbortSignal): Promise<PlacedMedia> => {
		const place = placeOf(url);
		const media = await openMedia(url, connection, resumeAt(place));
		if ((media.startsAt ?? 0) === 0 && byteCount() > 0) {
			await part?.restart();
		}

		return {...media, place};
	};

	/** The bytes of an output, wherever they are to be had. */
	const open = async (output: Output, connection: AbortSignal): Promise<PlacedMedia> => {
		const {place} = output;
		switch (place.type) {
			case 'inline': {
				// The list lost it. As with a link that has expired, a fresh answer has it again.
				if (place.base64 === '') {
					throw new DownloadError('link', 'The file in the answer is no longer there');
				}

				return {chunks: inlineChunks(place.base64)};
			}

			case 'kept': {
				return openKept(place.sha256);
			}

			case 'unkept': {
				throw new DownloadError('link', place.reason);
			}

			case 'url': {
				return openLink(place.url, connection);
			}

			case 'file':
			case 'content': {
				const found = await resolveLink(output, owner.id, connection);
				return typeof found === 'string' ? openLink(found, connection) : found;
			}
		}
	};

	const saveOnce = async (
		file: PartFile,
		output: Output,
		onProgress: (progress: DownloadProgress) => void,
	): Promise<SavedFile> => {
		// However the try ends, its connection ends with it.
		const connection = new AbortController();
		try {
			const media = await open(output, AbortSignal.any([signal, connection.signal]));
			totalBytes = media.totalBytes;
			await ensureRoom();
			return await saveMedia(media, file, {clock, onProgress, signal});
		} catch (error) {
			return await leaveLostPart(error);
		} finally {
			connection.abort();
		}
	};

	return {
		async save(output, onProgress) {
			const file = part ?? (await openPartFile(owner, signal));
			if ('sha256' in file) {
				return file;
			}

			part = file;
			signal.throwIfAborted();
			try {
				return await saveOnce(file, output, onProgress);
			} catch (error) {
				if (!(error instanceof WrongBytesError) || hasStartedOver) {
					throw error;
				}

				hasStartedOver = true;
				await file.restart();
				return saveOnce(file, output, onProgress);
			}
		},

		byteCount,
		missingBytes,

		async keep() {
			await part?.keep();
		},

		async discard() {
			await part?.discard();
		},
	};
};
