import {get, has, isObject, positive, text} from '../fields.js';
import {linkOutput} from '../link.js';
import {isSuccessWord, readStatus} from '../phase-words.js';
import {tell} from '../tell.js';
import {progress} from '../units.js';
import type {Family, JsonObject} from './family.js';

const name = 'xai';

/** A failed task may be told by nothing but its error, which has a code and a sentence. */
const isBareFailure = (body: JsonObject): boolean =>
	get(body, 'status') === 'failed' && ['code', 'message'].every(key => text(get(body, 'error', key)) !== undefined);

/**
xAI (Grok). The body names no task. `done` with an empty link is what a video is that moderation held back.

@see https://docs.x.ai/docs/guides/video-generations
*/
export const xai: Family = {
	name,
	onlyWith: [200, 202],
	recognises: body =>
		text(get(body, 'status')) !== undefined &&
		!['id', 'task_id', 'object'].some(key => has(body, key)) &&
		(isSuccessWord(get(body, 'status'))
			? isObject(get(body, 'video'))
			: ['video', 'progress', 'model'].some(key => has(body, key)) || isBareFailure(body)),
	read(body) {
		const video = get(body, 'video');
		const isHeldBack = get(video, 'respect_moderation') === false;
		const error = get(body, 'error');
		return tell(name, readStatus(get(body, 'status')), {
			model: text(get(body, 'model')),
			progress: progress(get(body, 'progress')),
			isProgressKept: true,
			outputs: [linkOutput('video', get(video, 'url'))],
			isOutputDue: true,
			durationSeconds: positive(get(video, 'duration')),
			error:
				text(get(error, 'message')) ??
				text(get(error, 'code')) ??
				text(error) ??
				(isHeldBack ? 'The service’s moderation held the video back.' : undefined),
		});
	},
};
