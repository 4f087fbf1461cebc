import {type Dispatcher, request} from 'undici';
import {UnreachableError} from '../task/errors.js';
import type {Problem} from '../task/health.js';
import {networkReason} from './network-reason.js';
import {headerText, readText, redirectTarget, retryAfterOf} from './response.js';

const maxTextBytes = 64 * 1024 * 1024;
const mediaType = /^(?:video|image|audio)\/|^application\/octet-stream/iv;

export type ApiOptions = {
	/** With or without a slash at the end. */
	readonly baseUrl: string;
	readonly token: string;
	/** Of `taskwatch`, for the `User-Agent`. */
	readonly version: string;
	readonly agent: Dispatcher;
	/** For the whole call. @default 30_000 */
	readonly timeoutMs?: number | undefined;
};

/**
What an answer is read from.
*/
export type ApiText = {
	readonly httpStatus: number;
	readonly contentType: string;
	readonly text: string;
};

export type ApiReply = {readonly retryAfterMs?: number | undefined} & (
	| ({readonly type: 'text'} & ApiText)
	/** Another place was named. We never go there, as the token would come along. */
	| {readonly type: 'redirect'; readonly url: URL | undefined; readonly problem: Problem}
	| {readonly type: 'problem'; readonly problem: Problem}
);

/**
@param path - With a slash at the start.
@throws {UnreachableError} when no answer came, or not all of it.
*/
export type ApiGet = (path: string, signal: AbortSignal) => Promise<ApiReply>;

const badResponse = (message: string): {readonly problem: Problem} => ({problem: {state: 'bad_response', message}});

const readReply = async (url: URL, {statusCode, headers, body}: Dispatcher.ResponseData): Promise<ApiReply> => {
	const contentType = headerText(headers, 'content-type') ?? '';
	const retryAfterMs = retryAfterOf(headers);

	if (statusCode >= 300 && statusCode < 400) {
		await body.dump();
		const target = redirectTarget(headers, url);
		const where = target ? `to ${target.host}` : 'elsewhere';
		return {type: 'redirect', url: target, ...badResponse(`${url.host} redirects ${where}; check the base URL`)};
	}

	if (mediaType.test(contentType)) {
		body.destroy();
		return {type: 'problem', ...badResponse(`${url.host} sent a file (${contentType}) where an answer was expected`)};
	}

	const text = await readText(body, maxTextBytes);
	return text === undefined
		? {type: 'problem', retryAfterMs, ...badResponse(`${url.host} sent an answer of more than 64 MiB`)}
		: {type: 'text', httpStatus: statusCode, contentType, text, retryAfterMs};
};

/**
Questions to the API: with the token, within one deadline, and without following a redirect.
*/
export const createApiGet =
	({baseUrl, token, version, agent, timeoutMs = 30_000}: ApiOptions): ApiGet =>
	async (path, signal) => {
		const url = new URL(baseUrl.replace(/\/$/v, '') + path);
		const deadline = new AbortController();
		const timer = setTimeout(() => deadline.abort(), timeoutMs);
		try {
			const response = await request(url, {
				dispatcher: agent,
				signal: AbortSignal.any([signal, deadline.signal]),
				headers: {
					authorization: `Bearer ${token}`,
					accept: 'application/json',
					'user-agent': `taskwatch/${version}`,
				},
			});
			return await readReply(url, response);
		} catch (error) {
			// Ask the signals, not the error: an abort before the connection looks like a refused one.
			signal.throwIfAborted();
			const reason = deadline.signal.aborted ? `no answer within ${timeoutMs / 1000} s` : networkReason(error);
			throw new UnreachableError(url.host, reason, {cause: error});
		} finally {
			clearTimeout(timer);
		}
	};
