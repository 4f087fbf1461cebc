import type {Output, OutputKind} from '../../task/task.js';
import {get, has, isObject, list, positive, text} from '../fields.js';
import {kindOf} from '../link.js';
import {mediaOutput} from '../media-output.js';
import {tell} from '../tell.js';
import {sizeOf} from '../units.js';
import type {Family, JsonObject} from './family.js';

const name = 'fal-result';

const places: ReadonlyArray<readonly [string, OutputKind]> = [
	['video', 'video'],
	['videos', 'video'],
	['image', 'image'],
	['images', 'image'],
	['audio', 'audio'],
	['audio_file', 'audio'],
	['audio_url', 'audio'],
	['model_mesh', 'file'],
];

const fileOutput = (file: unknown, kind: OutputKind): Output | undefined =>
	mediaOutput(get(file, 'url'), kindOf(get(file, 'file_name'), kind));

const filesOf = (body: JsonObject): ReadonlyArray<readonly [unknown, OutputKind]> =>
	places.flatMap(([key, kind]) => {
		const value = get(body, key);
		return (Array.isArray(value) ? value : [value]).filter(isObject).map(file => [file, kind] as const);
	});

/**
The result of fal, as the model returns it: no status, only files. With HTTP 200 it is the success itself.

@see https://docs.fal.ai/model-apis/model-endpoints/queue
*/
export const falResult: Family = {
	name,
	onlyWith: [200],
	recognises: body =>
		!['status', 'state', 'code', 'error', 'id', 'task_id', 'object'].some(key => has(body, key)) &&
		filesOf(body).some(([file]) => text(get(file, 'url')) !== undefined),
	read(body) {
		const files = filesOf(body);
		const [first] = files[0] ?? [];
		return tell(
			name,
			{phase: 'succeeded', statusText: 'HTTP 200'},
			{
				outputs: files.map(([file, kind]) => fileOutput(file, kind)),
				isOutputDue: true,
				size: sizeOf(get(first, 'width'), get(first, 'height')),
				durationSeconds: positive(get(first, 'duration')),
			},
		);
	},
};

/**
What fal answers to the question for a result that is not there yet, with HTTP 400.
*/
export const falNotReady: Family = {
	name,
	recognises: body => /^request is still in (?:progress|queue)/i.test(text(get(body, 'detail')) ?? ''),
	read: () => tell(name, {phase: 'running', statusText: 'in progress'}, {}),
};

/** A question has no body, so a complaint about one is about what the task was given, or came to. */
const complaintOf = (body: JsonObject): unknown =>
	list(get(body, 'detail')).find(detail => list(get(detail, 'loc'))[0] === 'body');

/**
What fal answers in place of the result of a task that failed.

@see https://docs.fal.ai/model-apis/errors
*/
export const falFailure: Family = {
	name,
	onlyWith: [422],
	recognises: body => complaintOf(body) !== undefined,
	read(body) {
		const error = text(get(complaintOf(body), 'msg')) ?? text(get(complaintOf(body), 'type'));
		return tell(name, {phase: 'failed', statusText: 'HTTP 422'}, {error});
	},
};
