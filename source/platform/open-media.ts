import {type Dispatcher, request} from 'undici';
import type {Media, OpenMedia} from '../engine/ports.js';
import {DownloadError} from '../task/errors.js';
import {mediaRefusal} from './media-refusal.js';
import {parseMediaUrl} from './media-url.js';
import {networkReason} from './network-reason.js';
import {headerText, redirectTarget} from './response.js';

const maxRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const byteCount = /^\d{1,15}$/v;

const networkError = (host: string, error: unknown): DownloadError =>
	error instanceof DownloadError
		? error
		: new DownloadError('transient', `${host} is out of reach: ${networkReason(error)}`, {cause: error});

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
	agent,
	isLoopbackAllowed,
	idleTimeoutMs = 30_000,
}: {
	readonly agent: Dispatcher;
	readonly isLoopbackAllowed: boolean;
	readonly idleTimeoutMs?: number | undefined;
}): OpenMedia => {
	const redirect = ({headers}: Dispatcher.ResponseData, from: URL): URL => {
		const target = redirectTarget(headers, from);
		if (!target) {
			throw new DownloadError('content', `${from.host} redirects to nowhere`);
		}

		return parseMediaUrl(target.href, {from, isLoopbackAllowed});
	};

	const openOnce = async (url: URL, signal: AbortSignal): Promise<Media | URL> => {
		try {
			const response = await request(url, {
				dispatcher: agent,
				signal,
				headersTimeout: idleTimeoutMs,
				bodyTimeout: idleTimeoutMs,
				headers: {accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'taskwatch'},
			});
			if (redirects.has(response.statusCode)) {
				await response.body.dump();
				return redirect(response, url);
			}

			const refusal = await mediaRefusal(url.host, response);
			if (refusal) {
				throw refusal;
			}

			return media(url.host, response);
		} catch (error) {
			// Ask the signal, not the error: an abort before the connection looks like a refused one.
			signal.throwIfAborted();
			throw networkError(url.host, error);
		}
	};

	return async (link, signal) => {
		let url = parseMediaUrl(link, {isLoopbackAllowed});
		for (let redirectCount = 0; redirectCount <= maxRedirects; redirectCount++) {
			const opened = await openOnce(url, signal);
			if (!(opened instanceof URL)) {
				return opened;
			}

			url = opened;
		}

		throw new DownloadError('content', `${url.host} redirects more than ${maxRedirects} times`);
	};
};
