import type {Dispatcher} from 'undici';
import type {Media, OpenMedia, Resume} from '../engine/ports.js';
import {BrokenRangeError} from '../task/errors.js';
import {contentRangeOf, unsatisfiedTotalOf} from './content-range.js';
import {createFollowLink, networkError} from './follow-link.js';
import {mediaRefusal} from './media-refusal.js';
import {discard, headerText} from './response.js';
import {isOtherFile, validatorOf} from './validator.js';

const byteCount = /^\d{1,15}$/v;

async function* bodyChunks(host: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* body;
	} catch (error) {
		throw networkError(host, error);
	}
}

async function* noChunks(): AsyncGenerator<Uint8Array> {}

const wholeFile = (host: string, {headers, body}: Dispatcher.ResponseData): Media => {
	const length = headerText(headers, 'content-length') ?? '';
	return {
		totalBytes: byteCount.test(length) ? Number(length) : undefined,
		validator: validatorOf(headers),
		chunks: bodyChunks(host, body),
	};
};

/**
What a response with the status 206 holds.

@throws {BrokenRangeError}
*/
const restOfFile = (
	host: string,
	{headers, body}: Dispatcher.ResponseData,
	{offsetBytes, validator, totalBytes: knownBytes}: Resume,
): Media => {
	const range = contentRangeOf(headers);
	const totalBytes = range?.total ?? knownBytes;
	const fits =
		range?.first === offsetBytes &&
		totalBytes !== undefined &&
		totalBytes === (knownBytes ?? totalBytes) &&
		range.last < totalBytes &&
		!isOtherFile(headers, validator);
	if (!fits) {
		discard(body);
		throw new BrokenRangeError(host);
	}

	return {startsAt: offsetBytes, totalBytes, validator, chunks: bodyChunks(host, body)};
};

/**
What a response with the status 416 says: that there is no rest, as all is here; or `undefined`, as what is here cannot be the file's beginning.
*/
const noRest = (
	{headers, body}: Dispatcher.ResponseData,
	{offsetBytes, validator, totalBytes = offsetBytes}: Resume,
): Media | undefined => {
	discard(body);
	return unsatisfiedTotalOf(headers) === offsetBytes && totalBytes === offsetBytes && !isOtherFile(headers, validator)
		? {startsAt: offsetBytes, totalBytes, validator, chunks: noChunks()}
		: undefined;
};

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
			async take(response, {host}) {
				const refusal = await mediaRefusal(host, response);
				if (refusal) {
					throw refusal;
				}

				return wholeFile(host, response);
			},
		});

	const openRest = async (link: string, signal: AbortSignal, resume: Resume): Promise<Media | undefined> =>
		followLink(link, {
			signal,
			headers: {range: `bytes=${resume.offsetBytes}-`, 'if-range': resume.validator},
			async take(response, {host}) {
				if (response.statusCode === 416) {
					return noRest(response, resume);
				}

				const isPart = response.statusCode === 206;
				// Where a part was asked for, one is as good as the whole.
				const refusal = await mediaRefusal(host, isPart ? {...response, statusCode: 200} : response);
				if (refusal) {
					throw refusal;
				}

				return isPart ? restOfFile(host, response, resume) : wholeFile(host, response);
			},
		});

	return async (link, signal, resume) => (resume && (await openRest(link, signal, resume))) ?? openWhole(link, signal);
};
