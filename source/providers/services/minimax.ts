import {pathsByWord} from './paths.js';
import type {Service} from './service.js';

export const minimax: Service = {
	name: 'minimax',
	title: 'MiniMax (Hailuo)',
	baseUrl: 'https://api.minimax.io',
	authorisation: {type: 'bearer'},
	before: 'v2 or template; nothing for v1',
	words: ['v2', 'template'],
	taskPath: pathsByWord({
		'': id => `/v1/query/video_generation?task_id=${id}`,
		template: id => `/v1/query/video_template_generation?task_id=${id}`,
		v2: id => `/v2/query/video_generation/${id}`,
	}),
	filePath: fileId => `/v1/files/retrieve?file_id=${encodeURIComponent(fileId)}`,
	linkLifetime: '9 h',
	states: 'Preparing, Queueing, Processing, Success, Fail',
	documentation: 'https://platform.minimax.io/docs/api-reference/video-generation-query',
};
