import {asDownloadError} from '../engine/as-download-error.js';
import type {ResolveLink} from '../engine/ports.js';
import {DownloadError} from '../task/errors.js';
import type {Problem} from '../task/health.js';
import type {Place} from '../task/task.js';
import {type ApiOptions, type ApiReply, type ApiText, createApiGet} from './api-get.js';

/**
What the answer of a download API told: a link, or why there is none.
*/
export type LinkReading = {
	readonly url?: string | undefined;
	readonly problem?: Problem | undefined;
};

const passing: ReadonlySet<Problem['state']> = new Set(['gateway', 'rate_limited', 'offline']);

/**
@see https://platform.minimax.io/docs/api-reference/video-generation-download for the exchange of a `file_id`
*/
const linkPath = (place: Place): string => {
	if (place.type === 'file') {
		return `/task/minimax/v1/files/retrieve?file_id=${encodeURIComponent(place.fileId)}`;
	}

	// Anything but a slash at the start could turn the base URL into another host.
	if (place.type === 'content' && place.path.startsWith('/')) {
		return place.path;
	}

	throw new DownloadError('answer', 'The answer names no place on the API to get this file from');
};

/**
Ask the API for the link to an output.

@param readLink - Reads the link out of what came.
*/
export const createResolveLink = ({
	readLink,
	...apiOptions
}: ApiOptions & {readonly readLink: (reply: ApiText) => LinkReading}): ResolveLink => {
	const get = createApiGet(apiOptions);

	const readReply = (reply: ApiReply): LinkReading => {
		if (reply.type === 'text') {
			const {httpStatus, contentType, text} = reply;
			return readLink({httpStatus, contentType, text});
		}

		// A redirect is a link too: media are fetched without the token.
		return reply.type === 'redirect' && reply.url ? {url: reply.url.href} : {problem: reply.problem};
	};

	return async ({place}, signal) => {
		const reply = await get(linkPath(place), signal).catch((error: unknown) => {
			signal.throwIfAborted();
			throw asDownloadError(error);
		});
		const {url, problem} = readReply(reply);
		if (url === undefined) {
			const failure = problem && passing.has(problem.state) ? 'transient' : 'answer';
			const message = problem?.message ?? 'The service gave no link to this file';
			throw new DownloadError(failure, message, {retryAfterMs: reply.retryAfterMs});
		}

		return url;
	};
};
