import {get, has, isObject, list, positive, text} from '../fields.js';
import {linkOutput} from '../link.js';
import {readStatus} from '../phase-words.js';
import {problemOf} from '../problem.js';
import {tell} from '../tell.js';
import {progress, time} from '../units.js';
import type {Family} from './family.js';

const name = 'suno';

/**
Suno, in the envelope of the aggregator: a word as `code` speaks of the question, `data.status` of the task, and `data.data` lists the songs. The picture and the video of a song are its cover.

@see https://gpt.morphogen.top/en/suno/query-single.html
*/
export const suno: Family = {
	name,
	recognises: body => {
		const data = get(body, 'data');
		return text(get(body, 'code')) !== undefined && (data === null || has(data, 'status'));
	},
	read(body) {
		const code = text(get(body, 'code'), 60) ?? '';
		const data = get(body, 'data');
		if (code !== 'success') {
			const state = code === 'task_not_exist' ? 'not_found' : 'bad_response';
			return {problem: problemOf(state, `code ${code}`, text(get(body, 'message')))};
		}

		if (!isObject(data)) {
			return {problem: {state: 'not_found', message: 'The service does not know the task: its answer is empty.'}};
		}

		const songs = list(get(data, 'data'));
		return tell(name, readStatus(get(data, 'status')), {
			progress: progress(get(data, 'progress')),
			outputs: songs.map(song => linkOutput('audio', get(song, 'audio_url'))),
			durationSeconds: positive(get(songs[0], 'metadata', 'duration')),
			error: text(get(data, 'fail_reason')),
			createdAt: time(get(data, 'submit_time')),
			finishedAt: time(get(data, 'finish_time')),
		});
	},
};
