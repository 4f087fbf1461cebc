import {type Dispatcher, request} from 'undici';
import type {Media} from '../engine/ports.js';
import type {Call} from '../providers/services/service.js';
import {UnreachableError} from '../task/errors.js';
import type {Problem} from '../task/health.js';
import {type TakeLongText, withoutLongTexts} from './long-texts.js';
import {networkReason} from './network-reason.js';
import {bodyEndOf, type Headers, headerText, readText, redirectTarget, retryAfterOf} from './response.js';

/** What of an answer is held in memory. */
const maxTextBytes = 64 * 1024 ** 2;
/** With what goes elsewhere. */
const maxAnswerBytes = 1024 ** 3;
/** So much of a long answer is worth as much time again: a slow one is no endless one. */
const dueBytes = 1024 ** 2;
const mediaType = /^(?:video|image|audio)\/|^application\/octet-stream/iv;

export type ApiCallOptions = {
	/** Of `taskwatch`, for the `User-Agent`. */
	readonly version: string;
	readonly agent: Dispatcher;
	/** For the whole call, or until the bytes of a file begin to come. @default 30_000 */
	readonly timeoutMs?: number | undefined;
	/** Told of the headers of each answer. */
	readonly onHeaders?: ((headers: Headers) => void) | undefined;
};

/**
Where a call goes, and what shows who calls.
*/
export type ApiTarget = {
	/** With or without a slash at the end. */
	readonly baseUrl: string;
	readonly headers: Readonly<Record<string, string>>;
	/** Certificates of authorities to trust besides the usual ones. */
	readonly caFile?: string | undefined;
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
	/** The file itself, where an answer or a file may come. */
	| {
			readonly type: 'media';
			readonly httpStatus: number;
			readonly contentType: string;
			readonly media: Media;
			/** Let go of the connection where nobody wants the file. */
			readonly discard: () => void;
	  }
	/** Another place was named. We never go there, as the key would come along. */
	| {readonly type: 'redirect'; readonly url: URL | undefined; readonly problem: Problem}
	| {readonly type: 'problem'; readonly problem: Problem}
);

/**
@param takeLongText - What becomes of the long texts of an answer; without it they stay where they are.
@throws {UnreachableError} when no answer came, or not all of it.
*/
export type ApiCall = (
	target: ApiTarget,
	call: Call,
	signal: AbortSignal,
	takeLongText?: TakeLongText,
) => Promise<ApiReply>;

const badResponse = (message: string): {readonly problem: Problem} => ({problem: {state: 'bad_response', message}});

/** Where a path of an API is. Nothing in the path can lead to another host. */
const urlOf = (baseUrl: string, path: string): URL => {
	const url = new URL(baseUrl);
	const {pathname, search} = /^(?<pathname>[^?]*)(?<search>.*)$/sv.exec(path)?.groups ?? {};
	url.pathname = url.pathname.replace(/\/$/v, '') + pathname;
	url.search = search ?? '';
	url.hash = '';
	return url;
};

async function* bodyChunks({host}: URL, body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* body;
	} catch (error) {
		throw new UnreachableError(host, networkReason(error), {cause: error});
	}
}

/**
@param onDue - Told of each further mebibyte.
@returns `undefined` for a body that is too long.
*/
const readAnswer = async (
	body: AsyncIterable<Uint8Array>,
	takeLongText: TakeLongText | undefined,
	onDue: () => void,
): Promise<string | undefined> => {
	let isTooLong = false;
	const counted = async function* (): AsyncGenerator<Uint8Array> {
		let bytes = 0;
		for await (const chunk of body) {
			const dueCount = Math.floor(bytes / dueBytes);
			bytes += chunk.length;
			isTooLong = bytes > maxAnswerBytes;
			if (isTooLong) {
				return;
			}

			if (Math.floor(bytes / dueBytes) > dueCount) {
				onDue();
			}

			yield chunk;
		}
	};
	const text = await readText(takeLongText ? withoutLongTexts(counted(), takeLongText) : body, maxTextBytes);
	return isTooLong ? undefined : text;
};

const readReply = async (
	url: URL,
	{statusCode, headers, body}: Dispatcher.ResponseData,
	takeLongText: TakeLongText | undefined,
	onDue: () => void,
): Promise<ApiReply> => {
	const contentType = headerText(headers, 'content-type') ?? '';
	const retryAfterMs = retryAfterOf(headers);

	if (statusCode >= 300 && statusCode < 400) {
		await body.dump();
		const target = redirectTarget(headers, url);
		const where = target ? `to ${target.host}` : 'elsewhere';
		return {type: 'redirect', url: target, ...badResponse(`${url.host} redirects ${where}; check the base URL`)};
	}

	// What comes with an error is no file, whatever it is called.
	if (statusCode < 300 && mediaType.test(contentType)) {
		const media = {chunks: bodyChunks(url, body), ...bodyEndOf(headers)};
		return {
			type: 'media',
			httpStatus: statusCode,
			contentType,
			media,
			discard: () => void body.on('error', () => undefined).destroy(),
		};
	}

	const text = await readAnswer(body, takeLongText, onDue);
	return text === undefined
		? {type: 'problem', retryAfterMs, ...badResponse(`${url.host} sent an answer that is too long`)}
		: {type: 'text', httpStatus: statusCode, contentType, text, retryAfterMs};
};

/**
Calls to an API: within one deadline, and without following a redirect.
*/
export const createApiCall =
	({version, agent, timeoutMs = 30_000, onHeaders}: ApiCallOptions): ApiCall =>
	async ({baseUrl, headers}, {method, path, accept = 'application/json'}, signal, takeLongText) => {
		const url = urlOf(baseUrl, path);
		const deadline = new AbortController();
		const startTimer = () => setTimeout(() => deadline.abort(), timeoutMs);
		let timer = startTimer();
		try {
			const response = await request(url, {
				method,
				dispatcher: agent,
				signal: AbortSignal.any([signal, deadline.signal]),
				headers: {accept, 'user-agent': `taskwatch/${version}`, ...headers},
			});
			onHeaders?.(response.headers);
			return await readReply(url, response, takeLongText, () => {
				clearTimeout(timer);
				timer = startTimer();
			});
		} catch (error) {
			// Ask the signals, not the error: an abort before the connection looks like a refused one.
			signal.throwIfAborted();
			const reason = deadline.signal.aborted ? `no answer within ${timeoutMs / 1000} s` : networkReason(error);
			throw new UnreachableError(url.host, reason, {cause: error});
		} finally {
			clearTimeout(timer);
		}
	};
