import {plainPath} from './paths.js';
import type {Service} from './service.js';

export const runway: Service = {
	name: 'runway',
	title: 'Runway',
	baseUrl: 'https://api.dev.runwayml.com',
	authorisation: {type: 'bearer'},
	headers: {'x-runway-version': '2024-11-06'},
	taskPath: plainPath(id => `/v1/tasks/${id}`),
	minIntervalMs: 5000,
	linkLifetime: '24 to 48 h, renewed by asking',
	states: 'PENDING, THROTTLED, RUNNING, SUCCEEDED, FAILED, CANCELLED',
	documentation: 'https://docs.dev.runwayml.com/api',
};
