import type {Dispatcher} from 'undici';
import type {Media, Resume} from '../engine/ports.js';
import {WrongBytesError} from '../task/errors.js';
import {contentRangeOf, unsatisfiedTotalOf} from './content-range.js';
import {bodyChunks} from './follow-link.js';
import {discard} from './response.js';
import {isOtherFile} from './validator.js';

async function* noChunks(): AsyncGenerator<Uint8Array> {}

const distrust = (host: string): WrongBytesError =>
	new WrongBytesError(`${host} sent another part than was asked for; the server’s ranges cannot be trusted`);

/** A body that goes beyond the part that it is said to be is of nobody knows what. */
async function* noMoreThan(bytes: number, host: string, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	let leftBytes = bytes;
	for await (const chunk of chunks) {
		leftBytes -= chunk.length;
		if (leftBytes < 0) {
			throw distrust(host);
		}

		yield chunk;
	}
}

async function* joined(first: Uint8Array, others: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array> {
	if (first.length > 0) {
		yield first;
	}

	yield* {[Symbol.asyncIterator]: () => others};
}

/**
What comes behind bytes that are known already.

@returns `undefined` where other bytes come, or fewer.
*/
const behind = async (
	known: Uint8Array,
	chunks: AsyncIterable<Uint8Array>,
): Promise<AsyncIterable<Uint8Array> | undefined> => {
	const iterator = chunks[Symbol.asyncIterator]();
	let left = known;
	let extra = new Uint8Array();
	while (left.length > 0) {
		const {done, value: chunk} = await iterator.next();
		const same = done === true ? undefined : chunk.subarray(0, left.length);
		if (same === undefined || !left.subarray(0, same.length).every((byte, index) => byte === same[index])) {
			return undefined;
		}

		left = left.subarray(same.length);
		extra = chunk.subarray(same.length);
	}

	return joined(extra, iterator);
};

/**
What a response with the status 206 holds.

@param known - The last of the bytes that are there, where the response is to begin with them once more.
@throws {WrongBytesError}
*/
export const restOfFile = async (
	host: string,
	{headers, body}: Dispatcher.ResponseData,
	{offsetBytes, lastBytes: _, ...traits}: Resume,
	known: Uint8Array,
): Promise<Media> => {
	const range = contentRangeOf(headers);
	const totalBytes = range?.total ?? traits.totalBytes;
	const fits =
		range?.first === offsetBytes - known.length &&
		totalBytes !== undefined &&
		totalBytes === (traits.totalBytes ?? totalBytes) &&
		range.last >= Math.max(range.first, offsetBytes - 1) &&
		range.last < totalBytes &&
		!isOtherFile(headers, traits);
	if (!fits) {
		discard(body);
		throw new WrongBytesError(`${host} sent another part than was asked for; the server’s ranges cannot be trusted`);
	}

	const chunks = await behind(known, noMoreThan(range.last - range.first + 1, host, bodyChunks(host, body)));
	if (!chunks) {
		discard(body);
		throw new WrongBytesError(`The file at ${host} has changed while it was downloaded`);
	}

	return {...traits, totalBytes, startsAt: offsetBytes, chunks};
};

/**
What a response with the status 416 says: that there is no rest, as all is here; or `undefined`, as what is here cannot be the file's beginning.
*/
export const noRest = (
	{headers, body}: Dispatcher.ResponseData,
	{offsetBytes, lastBytes: _, ...traits}: Resume,
): Media | undefined => {
	const {totalBytes = offsetBytes} = traits;
	discard(body);
	const isAll =
		traits.validator !== undefined &&
		unsatisfiedTotalOf(headers) === offsetBytes &&
		totalBytes === offsetBytes &&
		!isOtherFile(headers, traits);
	return isAll ? {...traits, totalBytes, startsAt: offsetBytes, chunks: noChunks()} : undefined;
};
