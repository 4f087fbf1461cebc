import {plainPath} from './paths.js';
import type {Service} from './service.js';

export const newApi: Service = {
	name: 'newapi',
	title: 'new-api',
	authorisation: {type: 'bearer'},
	taskPath: plainPath(id => `/v1/video/generations/${id}`),
	linkLifetime: 'as the model’s own service',
	states: 'NOT_START, SUBMITTED, QUEUED, IN_PROGRESS, SUCCESS, FAILURE, UNKNOWN',
	documentation: 'https://github.com/QuantumNous/new-api',
};
