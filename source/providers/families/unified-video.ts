import {get, has, text} from '../fields.js';
import {mediaOutput} from '../media-output.js';
import {readStatus} from '../phase-words.js';
import {tell} from '../tell.js';
import {time} from '../units.js';
import type {Family} from './family.js';

const name = 'unified-video';

/**
The one shape that some gateways give the videos of all their providers. Its only time is that of the last change.

@see https://ai.xunxkj.cn/
*/
export const unifiedVideo: Family = {
	name,
	recognises: body =>
		text(get(body, 'status')) !== undefined && has(body, 'video_url') && ['id', 'task_id'].some(key => has(body, key)),
	read(body) {
		const error = get(body, 'error');
		return tell(name, readStatus(get(body, 'status')), {
			model: text(get(body, 'model')),
			outputs: [mediaOutput(get(body, 'video_url'), 'video')],
			error: text(get(error, 'message')) ?? text(error) ?? text(get(body, 'detail')),
			finishedAt: time(get(body, 'status_update_time')),
		});
	},
};
