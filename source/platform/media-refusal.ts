import type {Dispatcher} from 'undici';
import {cleanText} from '../task/clean-text.js';
import {DownloadError} from '../task/errors.js';
import {headerText, readText, retryAfterOf} from './response.js';

const maxErrorBytes = 64 * 1024;
const refusals: ReadonlySet<number> = new Set([401, 403, 404, 410]);
const nonMediaType = /^(?:text\/html|application\/(?:[\w.\-]+\+)?json)\b/iv;
const errorCode = /<Code>([\w.\-]{1,64})<\/Code>/v;

/**
What a 400 says where the link is merely too old.

@see https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList
*/
const expiryCodes: ReadonlySet<string> = new Set(['ExpiredToken', 'AuthorizationQueryParametersError']);

/** What a host writes into a header, for messages. */
const shown = (value: string): string => cleanText(value, 100);

const isPassing = (status: number): boolean => status === 408 || status === 429 || status >= 500;

const refusal = async (host: string, {statusCode, body}: Dispatcher.ResponseData): Promise<DownloadError> => {
	const text = (await readText(body, maxErrorBytes)) ?? '';
	const code = errorCode.exec(text)?.[1];
	const isLink = refusals.has(statusCode) || (statusCode === 400 && expiryCodes.has(code ?? ''));
	const answer = code === undefined ? `HTTP ${statusCode}` : `HTTP ${statusCode}, ${code}`;
	return new DownloadError(isLink ? 'link' : 'content', `${host} refuses the link (${answer})`);
};

/**
Why a response holds no media.

@returns `undefined` where it does; its body is then unread.
*/
export const mediaRefusal = async (
	host: string,
	response: Dispatcher.ResponseData,
): Promise<DownloadError | undefined> => {
	const {statusCode, headers, body} = response;
	if (isPassing(statusCode)) {
		await body.dump();
		return new DownloadError('transient', `${host} is not ready (HTTP ${statusCode})`, {
			retryAfterMs: retryAfterOf(headers),
		});
	}

	if (statusCode >= 400) {
		return refusal(host, response);
	}

	const contentType = shown(headerText(headers, 'content-type') ?? '');
	const encoding = shown(headerText(headers, 'content-encoding') ?? 'identity');
	const reason =
		(statusCode !== 200 && `${host} sent no file (HTTP ${statusCode})`) ||
		(nonMediaType.test(contentType) && `${host} sent ${contentType} instead of a media file`) ||
		(encoding !== 'identity' && `${host} sent the file in an encoding we did not ask for: ${encoding}`);
	if (reason === false) {
		return undefined;
	}

	await body.dump();
	return new DownloadError('content', reason);
};
