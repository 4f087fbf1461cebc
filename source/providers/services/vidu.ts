import {plainPath} from './paths.js';
import type {Service} from './service.js';

export const vidu: Service = {
	name: 'vidu',
	title: 'Vidu',
	baseUrl: 'https://api.vidu.com',
	authorisation: {type: 'token'},
	taskPath: plainPath(id => `/ent/v2/tasks/${id}/creations`),
	linkLifetime: '24 h',
	states: 'created, queueing, processing, success, failed',
	documentation: 'https://platform.vidu.com/docs',
};
