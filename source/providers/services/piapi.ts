import {plainPath} from './paths.js';
import type {Service} from './service.js';

export const piapi: Service = {
	name: 'piapi',
	title: 'PiAPI',
	baseUrl: 'https://api.piapi.ai',
	authorisation: {type: 'header', name: 'x-api-key'},
	taskPath: plainPath(id => `/api/v1/task/${id}`),
	linkLifetime: 'by model',
	states: 'Pending, Staged, Processing, Completed, Failed',
	documentation: 'https://piapi.ai/docs',
};
