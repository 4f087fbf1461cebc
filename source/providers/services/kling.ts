import {encodedId, segments} from './paths.js';
import type {Service} from './service.js';

export const kling: Service = {
	name: 'kling',
	title: 'Kling',
	baseUrl: 'https://api-singapore.klingai.com',
	authorisation: {type: 'kling'},
	before: 'ACTION, such as text2video; images/ACTION for pictures',
	taskPath(question) {
		const {before} = question;
		const path = before[0] === 'images' ? before : ['videos', ...before];
		return path.length === 2 ? `/v1/${segments(path)}/${encodedId(question)}` : undefined;
	},
	linkLifetime: '30 days',
	states: 'submitted, processing, succeed, failed',
	documentation: 'https://app.klingai.com/global/dev/document-api',
};
