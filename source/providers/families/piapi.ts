import type {Output} from '../../task/task.js';
import {get, has, list, text} from '../fields.js';
import {mediaOutput} from '../media-output.js';
import {readStatus} from '../phase-words.js';
import {tell} from '../tell.js';
import {progress, sizeOf, time} from '../units.js';
import type {Family} from './family.js';

const name = 'piapi';

/**
What a task made stands in another place for each model. A video has several copies, of which one counts.
*/
const outputsOf = (output: unknown): ReadonlyArray<Output | undefined> => {
	const [video] = [get(output, 'video_url'), get(output, 'download_url'), get(output, 'video', 'url')].flatMap(
		url => mediaOutput(url, 'video') ?? [],
	);
	const images = list(get(output, 'image_urls'));
	return [
		video,
		...(images.length > 0 ? images : [get(output, 'image_url')]).map(url => mediaOutput(url, 'image')),
		mediaOutput(get(output, 'audio_url'), 'audio'),
	];
};

/**
PiAPI. An error object always stands there, with code 0 where all is well; the year 1 means that a time has not come.

@see https://piapi.ai/docs/dream-machine/get-task
*/
export const piapi: Family = {
	name,
	recognises(body) {
		const data = get(body, 'data');
		return (
			text(get(data, 'status')) !== undefined &&
			has(data, 'task_id') &&
			['task_type', 'meta', 'config', 'output'].some(key => has(data, key))
		);
	},
	read(body) {
		const data = get(body, 'data');
		const output = get(data, 'output');
		return tell(name, readStatus(get(data, 'status')), {
			model: text(get(data, 'model')),
			progress: progress(get(output, 'percent')),
			outputs: outputsOf(output),
			size:
				sizeOf(get(output, 'width'), get(output, 'height')) ??
				sizeOf(get(output, 'video', 'width'), get(output, 'video', 'height')),
			error: text(get(data, 'error', 'message')) ?? text(get(data, 'error', 'raw_message')),
			createdAt: time(get(data, 'meta', 'created_at')),
			finishedAt: time(get(data, 'meta', 'ended_at')),
		});
	},
};
