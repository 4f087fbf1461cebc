import {encodedId, segments} from './paths.js';
import type {Question, Service} from './service.js';

/** Only the first two parts of a model's name count here. */
const requestPath = (question: Question): string | undefined => {
	const [owner, app] = question.before;
	return owner === undefined || app === undefined
		? undefined
		: `/${segments([owner, app])}/requests/${encodedId(question)}`;
};

export const fal: Service = {
	name: 'fal',
	title: 'fal',
	baseUrl: 'https://queue.fal.run',
	authorisation: {type: 'key'},
	before: 'OWNER/APP',
	taskPath(question) {
		const path = requestPath(question);
		return path && `${path}/status?logs=1`;
	},
	cancel(question) {
		const path = requestPath(question);
		return path === undefined ? undefined : {method: 'PUT', path: `${path}/cancel`};
	},
	linkLifetime: 'as set by the caller',
	states: 'IN_QUEUE, IN_PROGRESS, COMPLETED',
	documentation: 'https://docs.fal.ai/model-endpoints/queue',
};
