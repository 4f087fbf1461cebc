import {segments} from './paths.js';
import type {Service} from './service.js';

export const gemini: Service = {
	name: 'gemini',
	title: 'Google Gemini API (Veo)',
	baseUrl: 'https://generativelanguage.googleapis.com',
	authorisation: {type: 'header', name: 'x-goog-api-key'},
	// The name of an operation has slashes, and they are part of the path.
	taskPath: ({id, before}) => `/v1beta/${segments([...before, ...id.split('/')])}`,
	linkLifetime: '2 days',
	states: 'done or not',
	documentation: 'https://ai.google.dev/gemini-api/docs/video',
};
