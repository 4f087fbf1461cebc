import {get, has, isObject, numeral, positive, text} from '../fields.js';
import {kindOf, linkOutput} from '../link.js';
import {readStatus} from '../phase-words.js';
import {problemOf, stateOfHttpStatus} from '../problem.js';
import {tell} from '../tell.js';
import {time} from '../units.js';
import type {Family} from './family.js';

const name = 'minimax-v2';

/**
MiniMax, version 2: a task object, or an error envelope that repeats the HTTP status as text. A task that is older than 7 days is refused as `invalid task_id`.

@see https://platform.minimax.io/docs/api-reference/video-generation-v2-query
*/
export const minimaxV2: Family = {
	name,
	recognises: body => has(get(body, 'task'), 'status') || has(get(body, 'error'), 'http_code'),
	read(body) {
		const task = get(body, 'task');
		if (!isObject(task)) {
			const httpCode = numeral(get(body, 'error', 'http_code')) ?? 0;
			const message = text(get(body, 'error', 'message'));
			const state = message?.includes('invalid task_id') ? 'not_found' : stateOfHttpStatus(httpCode);
			return {problem: problemOf(state, `code ${httpCode}`, message)};
		}

		const url = get(task, 'content', 'url');
		return tell(name, readStatus(get(task, 'status')), {
			model: text(get(task, 'model')),
			outputs: [linkOutput(kindOf(url, 'video'), url)],
			resolutionLabel: text(get(task, 'resolution')),
			durationSeconds: positive(get(task, 'duration')),
			error: text(get(task, 'error', 'message')),
			createdAt: time(get(task, 'created_at')),
			finishedAt: time(get(task, 'updated_at')),
		});
	},
};
