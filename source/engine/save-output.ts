import type {Output, TaskId} from '../task/task.js';
import type {DownloadPorts, DownloadProgress} from './download-ports.js';
import {inlineChunks} from './inline-chunks.js';
import type {Media, SavedFile} from './ports.js';
import {saveMedia} from './save-media.js';

type OpenPorts = Pick<DownloadPorts, 'resolveLink' | 'openMedia'>;

/** An output, and the task it is of. */
type Source = {readonly id: TaskId; readonly output: Output};

/**
The bytes of an output, wherever they are to be had.
*/
const openOutput = async (
	{id, output}: Source,
	{resolveLink, openMedia}: OpenPorts,
	signal: AbortSignal,
): Promise<Media> => {
	const {place} = output;
	switch (place.type) {
		case 'inline': {
			return {chunks: inlineChunks(place.base64)};
		}

		case 'url': {
			return openMedia(place.url, signal);
		}

		case 'file':
		case 'content': {
			const found = await resolveLink(output, id, signal);
			return typeof found === 'string' ? openMedia(found, signal) : found;
		}
	}
};

/**
One try to save one output.

@param stem - A safe file name without extension.
@throws {DownloadError}
*/
export const saveOutput = async (
	source: Source,
	stem: string,
	{
		onProgress,
		signal,
		...ports
	}: OpenPorts &
		Pick<DownloadPorts, 'clock' | 'createPartFile'> & {
			readonly onProgress: (progress: DownloadProgress) => void;
			readonly signal: AbortSignal;
		},
): Promise<SavedFile> => {
	// However the try ends, its connection ends with it.
	const connection = new AbortController();
	try {
		const media = await openOutput(source, ports, AbortSignal.any([signal, connection.signal]));
		return await saveMedia(media, stem, {...ports, id: source.id, onProgress, signal});
	} finally {
		connection.abort();
	}
};
