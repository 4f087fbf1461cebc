import {plainPath} from './paths.js';
import type {Service} from './service.js';

export const bfl: Service = {
	name: 'bfl',
	title: 'Black Forest Labs',
	baseUrl: 'https://api.bfl.ai',
	authorisation: {type: 'header', name: 'x-key'},
	taskPath: plainPath(id => `/v1/get_result?id=${id}`),
	linkLifetime: '10 min',
	states: 'Pending, Ready, Error, Request Moderated, Content Moderated, Task not found',
	documentation: 'https://docs.bfl.ai/quick_start/generating_images',
};
