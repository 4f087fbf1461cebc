import {encodedId, plainPath} from './paths.js';
import type {Service} from './service.js';

export const replicate: Service = {
	name: 'replicate',
	title: 'Replicate',
	baseUrl: 'https://api.replicate.com',
	authorisation: {type: 'bearer'},
	taskPath: plainPath(id => `/v1/predictions/${id}`),
	cancel: question => ({method: 'POST', path: `/v1/predictions/${encodedId(question)}/cancel`}),
	linkLifetime: '1 h',
	states: 'starting, processing, succeeded, failed, canceled, aborted',
	documentation: 'https://replicate.com/docs/reference/http#predictions.get',
};
