import {get, has, positive, text} from '../fields.js';
import {mediaOutput} from '../media-output.js';
import {isSuccessWord, readStatus} from '../phase-words.js';
import {tell} from '../tell.js';
import {sizeOf} from '../units.js';
import type {Family} from './family.js';

const name = 'new-api-video';

/**
The video of new-api, as its pages print it and its Gemini channels answer. An error object with code 0 stands in a success too.

@see https://docs.newapi.pro/ja/docs/api/ai-model/videos/getvideogeneration
*/
export const newApiVideo: Family = {
	name,
	onlyWith: [200],
	recognises: body =>
		text(get(body, 'status')) !== undefined &&
		text(get(body, 'task_id')) !== undefined &&
		(!isSuccessWord(get(body, 'status')) || has(body, 'url')),
	read(body) {
		const metadata = get(body, 'metadata');
		return tell(name, readStatus(get(body, 'status')), {
			outputs: [mediaOutput(get(body, 'url'), 'video')],
			size: sizeOf(get(metadata, 'width'), get(metadata, 'height')),
			durationSeconds: positive(get(metadata, 'duration')),
			error: text(get(body, 'error', 'message')) ?? text(get(body, 'error')),
		});
	},
};
