import {plainPath} from './paths.js';
import type {Service} from './service.js';

export const openai: Service = {
	name: 'openai',
	title: 'OpenAI videos, and services like it',
	baseUrl: 'https://api.openai.com',
	authorisation: {type: 'bearer'},
	taskPath: plainPath(id => `/v1/videos/${id}`),
	linkLifetime: '1 h',
	states: 'queued, in_progress, completed, failed',
	documentation: 'https://platform.openai.com/docs/api-reference/videos',
};
