import type {Dispatcher} from 'undici';
import type {Media, OpenMedia, Resume} from '../engine/ports.js';
import {checksumsOf} from './checksum-headers.js';
import {bodyChunks, createFollowLink} from './follow-link.js';
import {mediaRefusal} from './media-refusal.js';
import {bodyEndOf, discard} from './response.js';
import {noRest, restOfFile} from './rest-of-file.js';
import {identityOf, isOtherFile} from './validator.js';

/** How much is fetched once more, to be compared, where nothing else tells that a file is still the same. */
const overlapBytes = 16 * 1024;

/** So much of a file is worth another request before it is fetched again. */
const dearBytes = 8 * 1024 * 1024;

const wholeFile = ({host, searchParams}: URL, {headers, body}: Dispatcher.ResponseData): Media => ({
	...bodyEndOf(headers),
	...identityOf(headers),
	checksums: checksumsOf(headers, searchParams),
	chunks: bodyChunks(host, body),
});

/** Whether a host sends a whole file although it was to do so only if the file had changed, and it has not. */
const isConditionIgnored = ({headers}: Dispatcher.ResponseData, {offsetBytes, ...known}: Resume): boolean =>
	offsetBytes >= dearBytes &&
	known.totalBytes !== undefined &&
	known.totalBytes === bodyEndOf(headers).totalBytes &&
	known.validator !== undefined &&
	known.validator === identityOf(headers).validator &&
	!isOtherFile(headers, known);

/** Bytes that are all alike may stand anywhere in any file. */
const isTelling = (bytes: Uint8Array): boolean => bytes.some(byte => byte !== bytes[0]);

/**
@param agent - One without credentials, as `createMediaAgent` makes.
@param isLoopbackAllowed - For a service that runs on this machine.
@param idleTimeoutMs - The longest wait for the headers, and between two pieces of the body. @default 30_000
*/
export const createOpenMedia = ({
	idleTimeoutMs = 30_000,
	...options
}: {
	readonly agent: Dispatcher;
	readonly isLoopbackAllowed: boolean;
	readonly idleTimeoutMs?: number | undefined;
}): OpenMedia => {
	const followLink = createFollowLink({...options, idleTimeoutMs});

	const openWhole = async (link: string, signal: AbortSignal): Promise<Media> =>
		followLink(link, {
			signal,
			async take(response, url) {
				const refusal = await mediaRefusal(url.host, response);
				if (refusal) {
					throw refusal;
				}

				return wholeFile(url, response);
			},
		});

	/**
	@param isCompared - Whether some bytes before the rest are asked for too, to be compared, rather than for a rest of the known file only.
	@returns `undefined` where there is no rest of it to be had.
	*/
	const openRest = async (
		link: string,
		signal: AbortSignal,
		resume: Resume,
		isCompared: boolean,
	): Promise<Media | undefined> => {
		const known = isCompared ? await resume.lastBytes(overlapBytes) : new Uint8Array();
		if (isCompared && !isTelling(known)) {
			return undefined;
		}

		return followLink(link, {
			signal,
			headers: {
				range: `bytes=${resume.offsetBytes - known.length}-`,
				...(!isCompared && resume.validator !== undefined && {'if-range': resume.validator}),
			},
			async take(response, url) {
				const {statusCode} = response;
				if (statusCode === 416) {
					return noRest(response, resume);
				}

				const isPart = statusCode === 206;
				// Where a part was asked for, one is as good as the whole.
				const refusal = await mediaRefusal(url.host, isPart ? {...response, statusCode: 200} : response);
				if (refusal) {
					throw refusal;
				}

				if (isPart) {
					return restOfFile(url.host, response, resume, known);
				}

				if (!isCompared && isConditionIgnored(response, resume)) {
					discard(response.body);
					return openRest(link, signal, resume, true);
				}

				return wholeFile(url, response);
			},
		});
	};

	const openKnown = async (link: string, signal: AbortSignal, resume: Resume): Promise<Media> =>
		(await openRest(link, signal, resume, resume.validator === undefined)) ?? openWhole(link, signal);

	return async (link, signal, resume) => (resume ? openKnown(link, signal, resume) : openWhole(link, signal));
};
