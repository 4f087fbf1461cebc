import {plainPath} from './paths.js';
import type {Service} from './service.js';

export const luma: Service = {
	name: 'luma',
	title: 'Luma Dream Machine',
	baseUrl: 'https://api.lumalabs.ai',
	authorisation: {type: 'bearer'},
	taskPath: plainPath(id => `/dream-machine/v1/generations/${id}`),
	linkLifetime: 'not documented',
	states: 'queued, dreaming, completed, failed',
	documentation: 'https://docs.lumalabs.ai/docs/api',
};
