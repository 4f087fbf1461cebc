import {get, integer, text} from '../fields.js';
import {linkOutput} from '../link.js';
import {readStatus, type Status} from '../phase-words.js';
import {tell} from '../tell.js';
import {progress, time} from '../units.js';
import type {Family} from './family.js';

const name = 'picwish';

const reasons: ReadonlyMap<number, string> = new Map([
	[-8, 'The service took too long.'],
	[-7, 'The image file is invalid.'],
	[-5, 'The image is too big.'],
	[-3, 'The service could not download the image.'],
	[-2, 'The service could not upload the result.'],
]);

const statusOf = (state: number): Status => {
	const statusText = `state ${state}`;
	switch (state) {
		case 0: {
			return {phase: 'queued', statusText};
		}

		case 1: {
			return {phase: 'succeeded', statusText};
		}

		case 2:
		case 3:
		case 4: {
			return {phase: 'running', statusText};
		}

		default: {
			return state < 0 ? {phase: 'failed', statusText} : readStatus(statusText);
		}
	}
};

/**
Picture tools (PicWish). The outer `status` is the number of HTTP; the task's state is a number too, negative where it failed.

@see https://gpt.morphogen.top/zh/pic/result.html
@see https://picwish.com/states
*/
export const picwish: Family = {
	name,
	recognises: body => get(body, 'status') === 200 && integer(get(body, 'data', 'state')) !== undefined,
	read(body) {
		const data = get(body, 'data');
		const state = integer(get(data, 'state')) ?? Number.NaN;
		return tell(name, statusOf(state), {
			progress: progress(get(data, 'progress')),
			outputs: [linkOutput('image', get(data, 'image'))],
			error: text(get(data, 'state_detail')) ?? reasons.get(state),
			createdAt: time(get(data, 'created_at')),
			finishedAt: time(get(data, 'completed_at')),
		});
	},
};
