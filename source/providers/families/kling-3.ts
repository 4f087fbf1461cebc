import type {OutputKind} from '../../task/task.js';
import {get, list, positive, text} from '../fields.js';
import {linkOutput} from '../link.js';
import {readStatus} from '../phase-words.js';
import {tell} from '../tell.js';
import {time} from '../units.js';
import type {Family} from './family.js';

const name = 'kling-3';

const kinds: ReadonlyMap<unknown, OutputKind> = new Map([
	['video', 'video'],
	['image', 'image'],
]);

/**
Kling, version 3: a list of one task. For an unknown identifier the list is empty, with the code of success. The sound of a video is no result of its own.

@see https://app.klingai.com/global/dev/document-api
*/
export const kling3: Family = {
	name,
	recognises: body => get(body, 'code') === 0 && Array.isArray(get(body, 'data')),
	read(body) {
		const [task] = list(get(body, 'data'));
		if (task === undefined) {
			return {problem: {state: 'not_found', message: 'The service does not know the task: its answer is empty.'}};
		}

		const files = list(get(task, 'outputs')).flatMap(file => {
			const kind = kinds.get(get(file, 'type'));
			return kind ? [{file, kind}] : [];
		});
		return tell(name, readStatus(get(task, 'status')), {
			outputs: files.map(({file, kind}) => linkOutput(kind, get(file, 'url'))),
			durationSeconds: files.map(({file}) => positive(get(file, 'duration'))).find(seconds => seconds !== undefined),
			error: text(get(task, 'message')),
			createdAt: time(get(task, 'created_at')),
			finishedAt: time(get(task, 'updated_at')),
		});
	},
};
