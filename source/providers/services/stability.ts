import {pathsByWord} from './paths.js';
import type {Service} from './service.js';

export const stability: Service = {
	name: 'stability',
	title: 'Stability AI',
	baseUrl: 'https://api.stability.ai',
	authorisation: {type: 'bearer'},
	before: 'results for anything but image-to-video',
	words: ['results'],
	taskPath: pathsByWord({
		'': id => `/v2beta/image-to-video/result/${id}`,
		results: id => `/v2beta/results/${id}`,
	}),
	minIntervalMs: 10_000,
	linkLifetime: '24 h, inside the answer',
	states: 'in-progress, or the result',
	documentation: 'https://platform.stability.ai/docs/api-reference',
};
