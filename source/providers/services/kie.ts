import {encodedId, segments} from './paths.js';
import type {Service} from './service.js';

export const kie: Service = {
	name: 'kie',
	title: 'kie.ai',
	baseUrl: 'https://api.kie.ai',
	authorisation: {type: 'bearer'},
	before: 'the model, such as veo, runway or mj, where it has a query of its own',
	taskPath(question) {
		const {before} = question;
		return before.length === 0
			? `/api/v1/jobs/recordInfo?taskId=${encodedId(question)}`
			: `/api/v1/${segments(before)}/record-info?taskId=${encodedId(question)}`;
	},
	linkLifetime: '24 h',
	states: 'waiting, queuing, generating, success, fail',
	documentation: 'https://docs.kie.ai/market/common/get-task-detail',
};
