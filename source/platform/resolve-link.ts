import {asDownloadError} from '../engine/as-download-error.js';
import type {Media, ResolveLink} from '../engine/ports.js';
import type {Route} from '../providers/services/route.js';
import type {Call} from '../providers/services/service.js';
import {DownloadError} from '../task/errors.js';
import type {Problem} from '../task/health.js';
import type {Place} from '../task/task.js';
import type {AccountApi} from './account-api.js';
import type {ApiReply, ApiText} from './api-call.js';

export type LinkReading = {
	readonly url?: string | undefined;
	readonly problem?: Problem | undefined;
};

export type ResolveLinkOptions = {
	readonly api: AccountApi;
	/** Reads the link out of what came. */
	readonly readLink: (reply: ApiText) => LinkReading;
};

const passing: ReadonlySet<Problem['state']> = new Set(['gateway', 'rate_limited', 'offline']);

const linkCall =
	(place: Place) =>
	({service}: Route): Call => {
		if (place.type === 'file' && service.filePath) {
			return {method: 'GET', path: service.filePath(place.fileId)};
		}

		// Anything but a slash at the start could turn the base URL into another host.
		if (place.type === 'content' && place.path.startsWith('/')) {
			// The file itself may come; OpenAI sends JSON only to those who want nothing else.
			return {method: 'GET', path: place.path, accept: '*/*'};
		}

		throw new DownloadError('answer', 'The answer names no place on the API to get this file from');
	};

/**
Ask the API for an output that is no link yet: it may answer with a link, or with the file itself.
*/
export const createResolveLink = ({api, readLink}: ResolveLinkOptions): ResolveLink => {
	const read = (reply: Exclude<ApiReply, {type: 'media'}>): LinkReading => {
		if (reply.type === 'text') {
			const {httpStatus, contentType, text} = reply;
			return readLink({httpStatus, contentType, text});
		}

		// A redirect is a link too: media are fetched without the key.
		return reply.type === 'redirect' && reply.url ? {url: reply.url.href} : {problem: reply.problem};
	};

	return async ({place}, id, signal): Promise<string | Media> => {
		const reply = await api.ask(id, linkCall(place), signal).catch((error: unknown) => {
			signal.throwIfAborted();
			throw asDownloadError(error);
		});
		if (reply.type === 'media') {
			return reply.media;
		}

		const {url, problem} = read(reply);
		if (reply.type === 'text' && problem?.state === 'auth') {
			api.keyRefused(id);
		}

		if (url === undefined) {
			const failure = problem && passing.has(problem.state) ? 'transient' : 'answer';
			const message = problem?.message ?? 'The service gave no link to this file';
			throw new DownloadError(failure, message, {retryAfterMs: reply.retryAfterMs});
		}

		return url;
	};
};
