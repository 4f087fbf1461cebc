import type {Output} from '../../task/task.js';
import {get, has, positive, text} from '../fields.js';
import {linkOutput} from '../link.js';
import {readStatus} from '../phase-words.js';
import {tell} from '../tell.js';
import {sizeOf, time} from '../units.js';
import type {Family, JsonObject} from './family.js';

const name = 'luma';

/**
The one result, of which the aggregator lists several copies. `assets.image` is a thumbnail where there is a video.
*/
const outputOf = (body: JsonObject): Output | undefined =>
	linkOutput('video', get(body, 'video', 'download_url')) ??
	linkOutput('video', get(body, 'video', 'url')) ??
	linkOutput('video', get(body, 'artifact', 'video', 'download_url')) ??
	linkOutput('video', get(body, 'artifact', 'video', 'url')) ??
	linkOutput('video', get(body, 'assets', 'video')) ??
	(get(body, 'generation_type') === 'video' ? undefined : linkOutput('image', get(body, 'assets', 'image')));

/**
Luma Dream Machine, through the aggregator or its own API. The keyframes of `request` are what the user sent.

@see https://gpt.morphogen.top/en/video/luma/query-single.html
@see https://docs.lumalabs.ai/docs/api
*/
export const luma: Family = {
	name,
	recognises: body =>
		text(get(body, 'state')) !== undefined &&
		['assets', 'video', 'artifact', 'failure_reason', 'generation_type'].some(key => has(body, key)),
	read: body =>
		tell(name, readStatus(get(body, 'state')), {
			model: text(get(body, 'model')),
			outputs: [outputOf(body)],
			size: sizeOf(get(body, 'video', 'width'), get(body, 'video', 'height')),
			durationSeconds: positive(get(body, 'video_raw', 'duration')),
			error: text(get(body, 'failure_reason')),
			createdAt: time(get(body, 'created_at')),
		}),
};
