import type {Output} from '../../task/task.js';
import {get, identifier, positive, text} from '../fields.js';
import {linkOutput, withEnd} from '../link.js';
import {readStatus} from '../phase-words.js';
import {tell} from '../tell.js';
import {progress, size, time} from '../units.js';
import type {Family, JsonObject} from './family.js';

const name = 'openai-video';

/**
The video is behind a path of the API. A gateway may put a link into the metadata, which spares a question.
*/
const outputOf = (body: JsonObject): Output | undefined => {
	const id = identifier(get(body, 'id'));
	const path = id && `/v1/videos/${encodeURIComponent(id)}/content`;
	return (
		linkOutput('video', get(body, 'metadata', 'url')) ??
		(path ? {kind: 'video', place: {type: 'content', path}} : undefined)
	);
};

/**
The video object of OpenAI (Sora), which many gateways speak. `seconds` is text.

@see https://gpt.morphogen.top/en/video/sora/query-status.html
@see https://platform.openai.com/docs/api-reference/videos/object
*/
export const openaiVideo: Family = {
	name,
	recognises: body => get(body, 'object') === 'video',
	read: body =>
		tell(name, readStatus(get(body, 'status')), {
			model: text(get(body, 'model')),
			progress: progress(get(body, 'progress')),
			outputs: [withEnd(outputOf(body), get(body, 'expires_at'))],
			size: size(get(body, 'size')),
			durationSeconds: positive(get(body, 'seconds')),
			error: text(get(body, 'error', 'message')) ?? text(get(body, 'error', 'code')),
			createdAt: time(get(body, 'created_at')),
			finishedAt: time(get(body, 'completed_at')),
		}),
};
