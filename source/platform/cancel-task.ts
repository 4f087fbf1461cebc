import type {CancelTask} from '../engine/ports.js';
import {UsageError} from '../task/errors.js';
import type {Reading} from '../task/reading.js';
import type {AccountApi} from './account-api.js';
import type {ApiText} from './api-call.js';

export type CancelTaskOptions = {
	readonly api: AccountApi;
	readonly readReply: (reply: ApiText) => Reading;
};

/**
Cancels a task where its service documents that, and that no finished result can be lost by it.
*/
export const createCancelTask =
	({api, readReply}: CancelTaskOptions): CancelTask =>
	async (id, signal) => {
		const reply = await api.ask(
			id,
			route => {
				const call = route.service.cancel?.(route);
				if (!call) {
					throw new UsageError(`${route.service.title} has no cancelling that is safe for a result.`);
				}

				return call;
			},
			signal,
		);
		if (reply.type === 'media') {
			reply.discard();
			return undefined;
		}

		if (reply.type !== 'text') {
			return reply.problem;
		}

		const isDone = reply.httpStatus >= 200 && reply.httpStatus < 300;
		return isDone
			? undefined
			: (readReply(reply).problem ?? {state: 'bad_response', message: `HTTP ${reply.httpStatus}`});
	};
