import type {TaskAnswer} from '../../task/task.js';
import {get, has, isObject, text} from '../fields.js';
import {link} from '../link.js';
import {mediaOutput} from '../media-output.js';
import {readStatus} from '../phase-words.js';
import {tell} from '../tell.js';
import {progress, sizeOf, time} from '../units.js';
import type {Family, JsonObject} from './family.js';

const name = 'new-api';

const readInner = (body: unknown, families: readonly Family[]): TaskAnswer | undefined =>
	isObject(body) ? families.find(family => family.recognises(body))?.read(body).answer : undefined;

const isTask = (body: JsonObject): boolean => {
	const data = get(body, 'data');
	return (
		get(body, 'code') === 'success' &&
		has(data, 'status') &&
		!Array.isArray(get(data, 'data')) &&
		(isObject(get(data, 'data')) || has(data, 'platform') || link(get(data, 'fail_reason')) !== undefined)
	);
};

/**
The envelope of new-api: `data` is its own record of a task, `data.data` what the provider answered. The record tells the phase and the link, which old versions put into `fail_reason`; the provider tells the rest.

@param families - The shapes that a provider may answer in.
@see https://github.com/QuantumNous/new-api
*/
export const createNewApi = (families: readonly Family[]): Family => ({
	name,
	recognises: isTask,
	read(body) {
		const data = get(body, 'data');
		const inner = readInner(get(data, 'data'), families);
		const reason = get(data, 'fail_reason');
		const own = mediaOutput(get(data, 'result_url'), 'video') ?? mediaOutput(reason, 'video');
		return tell(name, readStatus(get(data, 'status')), {
			model: inner?.model,
			progress: progress(get(data, 'progress')),
			outputs: own ? [own] : (inner?.outputs ?? []),
			size: sizeOf(inner?.width, inner?.height),
			sizeSource: inner?.resolutionSource,
			resolutionLabel: inner?.resolutionLabel,
			durationSeconds: inner?.durationSeconds,
			error: text(reason) ?? inner?.error,
			createdAt: time(get(data, 'submit_time')) ?? time(get(data, 'created_at')),
			finishedAt: time(get(data, 'finish_time')),
		});
	},
});
