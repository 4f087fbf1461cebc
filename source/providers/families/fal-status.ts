import type {Output} from '../../task/task.js';
import {get, has, text} from '../fields.js';
import {apiOutput} from '../link.js';
import {readStatus, type Status} from '../phase-words.js';
import {tell} from '../tell.js';
import type {Family} from './family.js';

const name = 'fal-status';

/** The results are told apart from the status, in an answer of their own. */
const asAnswer = (output: Output | undefined): Output | undefined =>
	output?.place.type === 'content' ? {...output, place: {...output.place, isAnswer: true}} : output;

/**
The queue of fal. `COMPLETED` is the end, not success: an error may stand beside it. The result is behind `response_url`, for which the key is needed.

@see https://docs.fal.ai/model-apis/model-endpoints/queue
@see https://github.com/fal-ai/fal-js
*/
export const falStatus: Family = {
	name,
	recognises: body =>
		text(get(body, 'status')) !== undefined &&
		['response_url', 'status_url', 'queue_position'].some(key => has(body, key)),
	read(body) {
		const said = readStatus(get(body, 'status'));
		const error = get(body, 'error');
		const reason = text(error) ?? text(get(error, 'message')) ?? text(get(body, 'error_type'));
		const isFailed = said.phase === 'succeeded' && reason !== undefined;
		const status: Status = isFailed ? {...said, phase: 'failed'} : said;
		return tell(name, status, {
			outputs: [asAnswer(apiOutput('file', get(body, 'response_url')))],
			isOutputDue: true,
			error: reason,
		});
	},
};
