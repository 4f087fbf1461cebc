import {DownloadError} from '../task/errors.js';
import type {TaskId} from '../task/task.js';
import type {DownloadProgress} from './download-ports.js';
import type {Clock, CreatePartFile, Media, SavedFile} from './ports.js';
import {withoutStalls} from './without-stalls.js';

const stallMs = 30_000;

/**
Write what comes into a part file and publish it when all is there. Whatever fails, no part is left behind.

@param stem - A safe file name without extension.
@throws {DownloadError}
@throws The signal's reason when it is aborted.
*/
export const saveMedia = async (
	{chunks, totalBytes}: Media,
	stem: string,
	{
		clock,
		createPartFile,
		id,
		onProgress,
		signal,
	}: {
		readonly clock: Clock;
		readonly createPartFile: CreatePartFile;
		readonly id: TaskId;
		readonly onProgress: (progress: DownloadProgress) => void;
		readonly signal: AbortSignal;
	},
): Promise<SavedFile> => {
	const part = await createPartFile(stem, id);
	try {
		let receivedBytes = 0;
		for await (const chunk of withoutStalls(chunks, {clock, signal, stallMs})) {
			await part.write(chunk);
			signal.throwIfAborted();
			receivedBytes += chunk.length;
			onProgress({receivedBytes, totalBytes});
		}

		signal.throwIfAborted();
		if (totalBytes !== undefined && receivedBytes < totalBytes) {
			throw new DownloadError('transient', `Only ${receivedBytes} of ${totalBytes} bytes came`);
		}

		return await part.publish();
	} catch (error) {
		await part.discard();
		throw error;
	}
};
