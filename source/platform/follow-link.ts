import {type Dispatcher, request} from 'undici';
import {DownloadError} from '../task/errors.js';
import {parseMediaUrl} from './media-url.js';
import {networkReason} from './network-reason.js';
import {redirectTarget} from './response.js';

const maxRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

export type FollowOptions = {
	/** One without credentials, as `createMediaAgent` makes. */
	readonly agent: Dispatcher;
	/** For a service that runs on this machine. */
	readonly isLoopbackAllowed: boolean;
	/** The longest wait for the headers, and between two pieces of the body. */
	readonly idleTimeoutMs: number;
};

export type FollowRequest<Result> = {
	readonly signal: AbortSignal;
	readonly headers?: Readonly<Record<string, string>> | undefined;
	/** Called before each request, those after a redirect included. What it throws ends the following. */
	readonly beforeRequest?: (() => void) | undefined;
	/** Read the response at the end of the way. */
	readonly take: (response: Dispatcher.ResponseData, url: URL) => Result | Promise<Result>;
};

/**
Ask for what is behind a link on a media host, without the token, through no more than five redirects, none of which may lead to a private address.

@throws {DownloadError} for whatever fails, within `take` too.
@throws The signal's reason when it is aborted.
*/
export type FollowLink = <Result>(link: string, request: FollowRequest<Result>) => Promise<Result>;

export const networkError = (host: string, error: unknown): DownloadError =>
	error instanceof DownloadError
		? error
		: new DownloadError('transient', `${host} is out of reach: ${networkReason(error)}`, {cause: error});

/** A body whose failures are told as those of its host. */
export async function* bodyChunks(host: string, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* body;
	} catch (error) {
		throw networkError(host, error);
	}
}

export const createFollowLink = ({agent, isLoopbackAllowed, idleTimeoutMs}: FollowOptions): FollowLink => {
	const redirect = ({headers}: Dispatcher.ResponseData, from: URL): URL => {
		const target = redirectTarget(headers, from);
		if (!target) {
			throw new DownloadError('content', `${from.host} redirects to nowhere`);
		}

		return parseMediaUrl(target.href, {from, isLoopbackAllowed});
	};

	const followOnce = async <Result>(
		url: URL,
		{signal, headers, beforeRequest, take}: FollowRequest<Result>,
	): Promise<{readonly next: URL} | {readonly result: Result}> => {
		try {
			beforeRequest?.();
			const response = await request(url, {
				dispatcher: agent,
				signal,
				headersTimeout: idleTimeoutMs,
				bodyTimeout: idleTimeoutMs,
				headers: {accept: '*/*', 'accept-encoding': 'identity', 'user-agent': 'taskwatch', ...headers},
			});
			if (redirects.has(response.statusCode)) {
				await response.body.dump();
				return {next: redirect(response, url)};
			}

			return {result: await take(response, url)};
		} catch (error) {
			// Ask the signal, not the error: an abort before the connection looks like a refused one.
			signal.throwIfAborted();
			throw networkError(url.host, error);
		}
	};

	return async (link, options) => {
		let url = parseMediaUrl(link, {isLoopbackAllowed});
		for (let redirectCount = 0; redirectCount <= maxRedirects; redirectCount++) {
			const step = await followOnce(url, options);
			if ('result' in step) {
				return step.result;
			}

			url = step.next;
		}

		throw new DownloadError('content', `${url.host} redirects more than ${maxRedirects} times`);
	};
};
