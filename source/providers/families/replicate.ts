import type {Output} from '../../task/task.js';
import {get, isObject, text} from '../fields.js';
import {apiOutput, kindOf} from '../link.js';
import {mediaOutput} from '../media-output.js';
import {readStatus, type Status} from '../phase-words.js';
import {tell} from '../tell.js';
import {time} from '../units.js';
import type {Family} from './family.js';

const name = 'replicate';
const maxDepth = 8;

/** A text may begin with a link and go on, in the output of a language model. */
const isLink = (value: string): boolean => /^(?:https?:\/\/|data:)\S+$/i.test(value);

/** Files that the API itself keeps are given only to the token. */
const fileOutput = (value: string): Output | undefined =>
	/^https:\/\/api\.replicate\.com\//.test(value) ? apiOutput(kindOf(value, 'file'), value) : mediaOutput(value, 'file');

/**
The files within an output, which is whatever the model returns: a link, a list, an object, or no file at all.
*/
const filesOf = (value: unknown, depth = 0): ReadonlyArray<Output | undefined> => {
	if (typeof value === 'string') {
		return isLink(value) ? [fileOutput(value)] : [];
	}

	const values = Array.isArray(value) ? value : isObject(value) ? Object.values(value) : [];
	return depth < maxDepth ? values.flatMap(each => filesOf(each, depth + 1)) : [];
};

/**
Replicate. The output is removed after an hour, while the status stays. The links of `urls` lead to the API and the web page, never to a result.

@see https://replicate.com/docs/reference/http#predictions.get
*/
export const replicate: Family = {
	name,
	recognises: body => text(get(body, 'urls', 'get')) !== undefined && text(get(body, 'status')) !== undefined,
	read(body) {
		const output = get(body, 'output');
		const said = readStatus(get(body, 'status'));
		const isRemoved = get(body, 'data_removed') === true && (output === null || output === undefined);
		const status: Status = isRemoved && said.phase === 'succeeded' ? {...said, phase: 'expired'} : said;
		return tell(name, status, {
			model: text(get(body, 'model')),
			outputs: said.phase === 'succeeded' ? filesOf(output) : [],
			error: text(get(body, 'error')) ?? (isRemoved ? 'The service has removed the result.' : undefined),
			createdAt: time(get(body, 'created_at')),
			finishedAt: time(get(body, 'completed_at')),
		});
	},
};
