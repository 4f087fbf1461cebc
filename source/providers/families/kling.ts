import {get, has, integer, isObject, list, positive, text} from '../fields.js';
import {linkOutput} from '../link.js';
import {readStatus} from '../phase-words.js';
import {type ProblemState, problemOf} from '../problem.js';
import {tell} from '../tell.js';
import {time} from '../units.js';
import type {Family, JsonObject} from './family.js';

const name = 'kling';

const states: ReadonlyMap<number, ProblemState> = new Map([
	...[1000, 1001, 1002, 1003, 1004].map(code => [code, 'auth'] as const),
	...[1100, 1101, 1102].map(code => [code, 'quota'] as const),
	...[1302, 1303].map(code => [code, 'rate_limited'] as const),
	[1203, 'not_found'],
	...[5000, 5001, 5002].map(code => [code, 'gateway'] as const),
]);

const isTask = (body: JsonObject): boolean => has(get(body, 'data'), 'task_status');

const isError = (body: JsonObject): boolean => {
	const code = integer(get(body, 'code')) ?? 0;
	return code >= 1000 && code < 6000 && text(get(body, 'message')) !== undefined && !isObject(get(body, 'data'));
};

/**
Kling. `code` and `message: "SUCCEED"` speak of the question, `data.task_status` of the task. A link with a watermark is another copy, not another result.

@see https://gpt.morphogen.top/en/video/keling/query-results-official.html
@see https://app.klingai.com/global/dev/document-api
*/
export const kling: Family = {
	name,
	recognises: body => isTask(body) || isError(body),
	read(body) {
		const code = integer(get(body, 'code')) ?? 0;
		if (code !== 0) {
			return {problem: problemOf(states.get(code) ?? 'bad_response', `code ${code}`, text(get(body, 'message')))};
		}

		const data = get(body, 'data');
		const videos = list(get(data, 'task_result', 'videos'));
		const images = list(get(data, 'task_result', 'images'));
		return tell(name, readStatus(get(data, 'task_status')), {
			outputs: [
				...videos.map(video => linkOutput('video', get(video, 'url'))),
				...images.map(image => linkOutput('image', get(image, 'url'))),
			],
			durationSeconds: positive(get(videos[0], 'duration')),
			error: text(get(data, 'task_status_msg')),
			createdAt: time(get(data, 'created_at')),
			finishedAt: time(get(data, 'updated_at')),
		});
	},
};
