import {plainPath} from './paths.js';
import type {Service} from './service.js';

export const midjourneyProxy: Service = {
	name: 'mj',
	title: 'midjourney-proxy',
	authorisation: {type: 'bearer'},
	taskPath: plainPath(id => `/mj/task/${id}/fetch`),
	linkLifetime: 'by host',
	states: 'NOT_START, SUBMITTED, MODAL, IN_PROGRESS, SUCCESS, FAILURE, CANCEL',
	documentation: 'https://github.com/novicezk/midjourney-proxy',
};
