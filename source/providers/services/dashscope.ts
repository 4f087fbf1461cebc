import {encodedId, plainPath} from './paths.js';
import type {Service} from './service.js';

export const dashscope: Service = {
	name: 'dashscope',
	title: 'Alibaba DashScope (Bailian, Wan)',
	baseUrl: 'https://dashscope.aliyuncs.com',
	authorisation: {type: 'bearer'},
	taskPath: plainPath(id => `/api/v1/tasks/${id}`),
	// Refused for anything but a task that waits.
	cancel: question => ({method: 'POST', path: `/api/v1/tasks/${encodedId(question)}/cancel`}),
	linkLifetime: '24 h',
	states: 'PENDING, RUNNING, SUSPENDED, SUCCEEDED, FAILED, CANCELED, UNKNOWN',
	documentation: 'https://www.alibabacloud.com/help/en/model-studio/manage-asynchronous-tasks',
};
