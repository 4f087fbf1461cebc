import {plainPath} from './paths.js';
import type {Service} from './service.js';

export const xai: Service = {
	name: 'xai',
	title: 'xAI Grok video',
	baseUrl: 'https://api.x.ai',
	authorisation: {type: 'bearer'},
	taskPath: plainPath(id => `/v1/videos/${id}`),
	linkLifetime: 'not documented',
	states: 'pending, done, expired, failed',
	documentation: 'https://docs.x.ai/docs/guides/video-generations',
};
