import {plainPath} from './paths.js';
import type {Service} from './service.js';

export const ark: Service = {
	name: 'ark',
	title: 'Volcengine Ark (Doubao Seedance)',
	baseUrl: 'https://ark.cn-beijing.volces.com',
	authorisation: {type: 'bearer'},
	taskPath: plainPath(id => `/api/v3/contents/generations/tasks/${id}`),
	linkLifetime: '24 h',
	states: 'queued, running, cancelled, succeeded, failed, expired',
	documentation: 'https://www.volcengine.com/docs/82379/1521309',
};
