import type {Dispatcher} from 'undici';
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
