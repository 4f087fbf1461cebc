import type {Dispatcher} from 'undici';
import type {Media, OpenMedia} from '../engine/ports.js';
import {createFollowLink, networkError} from './follow-link.js';
import {mediaRefusal} from './media-refusal.js';
import {headerText} from './response.js';

const byteCount = /^\d{1,15}$/v;

async function* bodyChunks(host: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* body;
	} catch (error) {
		throw networkError(host, error);
	}
}

const media = (host: string, {headers, body}: Dispatcher.ResponseData): Media => {
	const length = headerText(headers, 'content-length') ?? '';
	return {totalBytes: byteCount.test(length) ? Number(length) : undefined, chunks: bodyChunks(host, body)};
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

	return async (link, signal) =>
		followLink(link, {
			signal,
			async take(response, {host}) {
				const refusal = await mediaRefusal(host, response);
				if (refusal) {
					throw refusal;
				}

				return media(host, response);
			},
		});
};
