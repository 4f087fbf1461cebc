import type {Dispatcher} from 'undici';
import type {Media} from '../engine/ports.js';
import {parseRetryAfter} from './retry-after.js';

export type Headers = Dispatcher.ResponseData['headers'];

/**
The value of a response header; the first, where it came more than once.

@param name - In lower case.
*/
export const headerText = (headers: Headers, name: string): string | undefined => {
	const value = headers[name];
	return typeof value === 'string' ? value : value?.[0];
};

export const retryAfterOf = (headers: Headers): number | undefined =>
	parseRetryAfter(headerText(headers, 'retry-after'), headerText(headers, 'date'));

const byteCount = /^\d{1,15}$/v;

/**
How long a body is, and whether its end will show: a body without a length and not in chunks just ends with its connection, also where that is cut.

@see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
*/
export const bodyEndOf = (headers: Headers): Pick<Media, 'totalBytes' | 'isEndOpen'> => {
	const length = headerText(headers, 'content-length') ?? '';
	const totalBytes = byteCount.test(length) ? Number(length) : undefined;
	return {
		totalBytes,
		isEndOpen: totalBytes === undefined && headerText(headers, 'transfer-encoding') === undefined,
	};
};

/**
@returns The body as text, or `undefined` where it is longer than `maxBytes`; the rest of it is not read.
*/
export const readText = async (body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string | undefined> => {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	for await (const chunk of body) {
		bytes += chunk.length;
		if (bytes > maxBytes) {
			return undefined;
		}

		chunks.push(chunk);
	}

	return new TextDecoder().decode(Buffer.concat(chunks));
};

/**
Where a redirect leads; `undefined` where it does not say, or not readably.
*/
export const redirectTarget = (headers: Headers, from: URL): URL | undefined => {
	const location = headerText(headers, 'location');
	return location === undefined ? undefined : (URL.parse(location, from.href) ?? undefined);
};

/** Leave a body unread, and its connection with it. */
export const discard = (body: Dispatcher.ResponseData['body']): void => {
	// The error is that of the abort itself, and would end the program.
	body.on('error', () => undefined).destroy();
};
