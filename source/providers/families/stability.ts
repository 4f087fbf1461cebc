import type {Output} from '../../task/task.js';
import {get, has, text} from '../fields.js';
import {inlineOutput} from '../inline-media.js';
import {readStatus, type Status} from '../phase-words.js';
import {tell} from '../tell.js';
import type {Family, JsonObject} from './family.js';

const name = 'stability';

const outputOf = (body: JsonObject): Output | undefined =>
	inlineOutput('video', get(body, 'video'), 'video/mp4') ??
	inlineOutput('image', get(body, 'image')) ??
	inlineOutput('audio', get(body, 'audio')) ??
	inlineOutput('file', get(body, 'result'));

const statusOf = (reason: string): Status => {
	const said = readStatus(reason);
	return /^content_filtered$/i.test(reason) ? {phase: 'failed', statusText: reason} : said;
};

/**
Stability. HTTP 202 means that the task runs; 200 brings the media themselves, in base64, and why they ended: what was filtered is blurred.

@see https://platform.stability.ai/docs/api-reference
*/
export const stability: Family = {
	name,
	onlyWith: [200, 202],
	recognises: body =>
		(text(get(body, 'finish_reason')) !== undefined && outputOf(body) !== undefined) ||
		(has(body, 'id') && get(body, 'status') === 'in-progress' && Object.keys(body).length === 2),
	read(body) {
		const reason = text(get(body, 'finish_reason'), 60);
		return reason === undefined
			? tell(name, readStatus(get(body, 'status')), {})
			: tell(name, statusOf(reason), {outputs: [outputOf(body)], error: `The service ended with ${reason}.`});
	},
};
