import type {Dispatcher} from 'undici';
import {joinChunks} from '../engine/join-chunks.js';
import {DownloadError} from '../task/errors.js';
import {contentRangeOf} from './content-range.js';
import type {FollowLink} from './follow-link.js';
import {mediaRefusal} from './media-refusal.js';
import {maxProbeBytes, type PartialFile, readAheadBytes} from './partial-file.js';
import {discard, headerText} from './response.js';

const maxRequests = 8;
/** What a socket gives at once may go beyond the bytes we wait for. */
const maxChunkBytes = 64 * 1024;

/** Some bytes of the file that follow on each other. */
type Stretch = {readonly start: number; readonly bytes: Uint8Array};

/** The bytes from `start` on of a stretch, where it reaches as far. */
const tailFrom = ({start, bytes}: Stretch, position: number): Uint8Array =>
	position < start ? new Uint8Array() : bytes.subarray(position - start);

/**
A file on a media host, read by a few requests for ranges. Of a host that knows no ranges only the first bytes are read.

@param requestTimeoutMs - The longest time for one part, redirects included.
*/
export const createRangedFile = ({
	link,
	followLink,
	signal,
	requestTimeoutMs,
}: {
	readonly link: string;
	readonly followLink: FollowLink;
	readonly signal: AbortSignal;
	readonly requestTimeoutMs: number;
}): PartialFile => {
	let location = link;
	let leftBytes = maxProbeBytes;
	let requestCount = 0;
	let stretch: Stretch = {start: 0, bytes: new Uint8Array()};
	let totalBytes = Number.POSITIVE_INFINITY;
	let knowsRanges = true;

	const countRequest = (): void => {
		requestCount++;
		if (requestCount > maxRequests) {
			throw new DownloadError('content', `The size is not to be found with ${maxRequests} requests`);
		}
	};

	/** The body until there are so many bytes. */
	const receive = async ({headers, body}: Dispatcher.ResponseData, length: number): Promise<Uint8Array> => {
		const chunks: Uint8Array[] = [];
		let receivedBytes = 0;
		for await (const chunk of body as AsyncIterable<Uint8Array>) {
			chunks.push(chunk);
			receivedBytes += chunk.length;
			leftBytes -= chunk.length;
			// A body that ends here anyway is read to its end, so that its connection can be used again.
			if (receivedBytes >= length && String(receivedBytes) !== headerText(headers, 'content-length')) {
				break;
			}
		}

		return joinChunks(chunks);
	};

	const takePart = async (response: Dispatcher.ResponseData, url: URL, start: number, length: number) => {
		const {statusCode, headers, body} = response;
		const isPart = statusCode === 206;
		// Where a part was asked for, one is as good as the whole.
		const refusal = await mediaRefusal(url.host, isPart ? {...response, statusCode: 200} : response);
		if (refusal) {
			throw refusal;
		}

		location = url.href;
		if (isPart) {
			const range = contentRangeOf(headers);
			if (range?.first !== start || range.last >= start + length) {
				discard(body);
				throw new DownloadError('content', `${url.host} sent another part of the file than we asked for`);
			}

			totalBytes = range.total ?? totalBytes;
			return (await receive(response, length)).subarray(0, length);
		}

		if (start > 0) {
			discard(body);
			throw new DownloadError('content', `${url.host} sends no parts of files`);
		}

		knowsRanges = false;
		return receive(response, maxProbeBytes - maxChunkBytes);
	};

	const load = async (start: number, length: number): Promise<Uint8Array> => {
		const timeout = AbortSignal.timeout(requestTimeoutMs);
		try {
			return await followLink(location, {
				signal: AbortSignal.any([signal, timeout]),
				headers: {range: `bytes=${start}-${start + length - 1}`},
				beforeRequest: countRequest,
				take: async (response, url) => takePart(response, url, start, length),
			});
		} catch (error) {
			signal.throwIfAborted();
			throw error instanceof DownloadError
				? error
				: new DownloadError('transient', 'The media host did not answer in time', {cause: error});
		}
	};

	return {
		async read(start, length) {
			const known = tailFrom(stretch, start);
			const end = Math.min(start + length, totalBytes);
			const next = start + known.length;
			if (next >= end || !knowsRanges) {
				return known.subarray(0, length);
			}

			if (end - next > leftBytes) {
				throw new DownloadError('content', `The size is not to be found in ${maxProbeBytes / 1024} KiB of the file`);
			}

			const aheadBytes = Math.min(Math.max(end - next, readAheadBytes), leftBytes, totalBytes - next);
			stretch = {start, bytes: joinChunks([known, await load(next, aheadBytes)])};
			return stretch.bytes.subarray(0, length);
		},
	};
};
