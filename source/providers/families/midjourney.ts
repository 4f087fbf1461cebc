import type {Output} from '../../task/task.js';
import {get, has, list, text} from '../fields.js';
import {mediaOutput} from '../media-output.js';
import {readStatus} from '../phase-words.js';
import {tell} from '../tell.js';
import {progress, time} from '../units.js';
import type {Family, JsonObject} from './family.js';

const name = 'midjourney';

/** The single images, where they are listed, or the grid of all; then the videos. */
const outputsOf = (body: JsonObject): ReadonlyArray<Output | undefined> => {
	const linkOf = (entry: unknown): unknown => get(entry, 'url') ?? entry;
	const images = list(get(body, 'imageUrls')).flatMap(entry => mediaOutput(linkOf(entry), 'image') ?? []);
	const videos = list(get(body, 'videoUrls')).map(entry => mediaOutput(linkOf(entry), 'video'));
	return [
		...(images.length > 0 ? images : [mediaOutput(get(body, 'imageUrl'), 'image')]),
		mediaOutput(get(body, 'videoUrl'), 'video'),
		...videos,
	];
};

/**
The Midjourney proxy that gateways run. `state` is the caller's own text, not the task's, and `imageUrl` holds a preview while the task runs.

@see https://github.com/novicezk/midjourney-proxy
@see https://docs.octopusx.ai/en/images/midjourney/query
*/
export const midjourney: Family = {
	name,
	recognises: body =>
		text(get(body, 'status')) !== undefined &&
		has(body, 'action') &&
		['submitTime', 'failReason', 'imageUrl'].some(key => has(body, key)),
	read: body =>
		tell(name, readStatus(get(body, 'status')), {
			progress: progress(get(body, 'progress')),
			outputs: outputsOf(body),
			error: text(get(body, 'failReason')),
			createdAt: time(get(body, 'submitTime')),
			finishedAt: time(get(body, 'finishTime')),
		}),
};
