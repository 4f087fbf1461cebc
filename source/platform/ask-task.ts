import type {AskTask} from '../engine/ports.js';
import type {Reading} from '../task/reading.js';
import {type ApiOptions, type ApiText, createApiGet} from './api-get.js';

/**
Ask the API about one task.

@param readReply - Reads what came, whatever it is.
*/
export const createAskTask = ({
	readReply,
	...apiOptions
}: ApiOptions & {readonly readReply: (reply: ApiText) => Reading}): AskTask => {
	const get = createApiGet(apiOptions);

	return async (id, signal) => {
		const {retryAfterMs, ...reply} = await get(`/task/${encodeURIComponent(id)}`, signal);
		if (reply.type !== 'text') {
			return {problem: reply.problem, retryAfterMs};
		}

		const {httpStatus, contentType, text} = reply;
		return {...readReply({httpStatus, contentType, text}), retryAfterMs};
	};
};
