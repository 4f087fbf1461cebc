import {get, has, integer, list, positive, text} from '../fields.js';
import {kindOf, linkOutput} from '../link.js';
import {readStatus} from '../phase-words.js';
import {tell} from '../tell.js';
import {size, time} from '../units.js';
import type {Family} from './family.js';

const name = 'dashscope';

/**
Alibaba Bailian (Wan). Times have no zone and are Beijing's. `UNKNOWN` is what a task becomes after 24 hours, with HTTP 200: it tells nothing of how the task ended.

@see https://gpt.morphogen.top/en/video/bailian/query-results.html
@see https://www.alibabacloud.com/help/en/model-studio/manage-asynchronous-tasks
*/
export const dashscope: Family = {
	name,
	recognises: body => has(get(body, 'output'), 'task_status'),
	read(body) {
		const output = get(body, 'output');
		const usage = get(body, 'usage');
		const word = text(get(output, 'task_status'));
		if (word === 'UNKNOWN') {
			const message = 'The service does not know the task: it forgets tasks after 24 hours.';
			return {problem: {state: 'not_found', message}};
		}

		const tier = integer(get(usage, 'SR'));
		return tell(name, readStatus(word), {
			outputs: [
				linkOutput('video', get(output, 'video_url')),
				...list(get(output, 'results'))
					.map(result => get(result, 'url'))
					.map(url => linkOutput(kindOf(url, 'image'), url)),
			],
			size: size(get(usage, 'video_ratio')) ?? size(get(usage, 'size')),
			resolutionLabel: tier ? `${tier}p` : undefined,
			durationSeconds: positive(get(usage, 'video_duration')) ?? positive(get(usage, 'duration')),
			error: text(get(output, 'message')) ?? text(get(output, 'code')),
			createdAt: time(get(output, 'submit_time')),
			finishedAt: time(get(output, 'end_time')),
		});
	},
};
