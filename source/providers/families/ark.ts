import {get, integer, isObject, positive, text} from '../fields.js';
import {linkOutput} from '../link.js';
import {readStatus} from '../phase-words.js';
import {problemOf} from '../problem.js';
import {tell} from '../tell.js';
import {time} from '../units.js';
import type {Family, JsonObject} from './family.js';

const name = 'ark';

/**
A task is told by its content, by the form of its identifier or, where the aggregator gave it one of its own, by its pair of times.
*/
const isTask = (body: JsonObject): boolean =>
	text(get(body, 'status')) !== undefined &&
	(isObject(get(body, 'content')) ||
		text(get(body, 'id'))?.startsWith('cgt-') === true ||
		[get(body, 'created_at'), get(body, 'updated_at')].every(value => integer(value) !== undefined));

const isNotFound = (body: JsonObject): boolean => text(get(body, 'error', 'code'))?.endsWith('NotFound') === true;

/**
Volcengine Ark and BytePlus (Doubao Seedance). The identifier in the body is Ark's own, not the aggregator's. A failed task comes with HTTP 200, an unknown one as an error object.

@see https://gpt.morphogen.top/en/video/doubao/query-results.html
@see https://www.volcengine.com/docs/82379/1521309
*/
export const ark: Family = {
	name,
	recognises: body => isTask(body) || isNotFound(body),
	read(body) {
		const word = text(get(body, 'status'));
		const error = text(get(body, 'error', 'message'));
		if (word === undefined) {
			return {problem: problemOf('not_found', text(get(body, 'error', 'code'), 60) ?? 'NotFound', error)};
		}

		return tell(name, readStatus(word), {
			model: text(get(body, 'model')),
			outputs: [
				linkOutput('video', get(body, 'content', 'video_url')),
				linkOutput('file', get(body, 'content', 'file_url')),
			],
			resolutionLabel: text(get(body, 'resolution')),
			durationSeconds: positive(get(body, 'duration')),
			error,
			createdAt: time(get(body, 'created_at')),
			finishedAt: time(get(body, 'updated_at')),
		});
	},
};
