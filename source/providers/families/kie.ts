import type {Output} from '../../task/task.js';
import {get, has, integer, isObject, list, text} from '../fields.js';
import {jsonText} from '../json-text.js';
import {mediaOutput} from '../media-output.js';
import {readStatus, type Status} from '../phase-words.js';
import {tell} from '../tell.js';
import {time} from '../units.js';
import type {Family} from './family.js';

const name = 'kie';

const flags: ReadonlyMap<number, Status['phase']> = new Map([
	[0, 'running'],
	[1, 'succeeded'],
	[2, 'failed'],
	[3, 'failed'],
]);

/**
A word, or, from the endpoints of single models, a flag: a number, or a word such as `CREATE_TASK_FAILED`.
*/
const statusOf = (data: unknown): Status => {
	const word = text(get(data, 'state')) ?? text(get(data, 'successFlag')) ?? text(get(data, 'status'));
	const flag = integer(get(data, 'successFlag'));
	if (word === undefined && flag !== undefined) {
		const statusText = `successFlag ${flag}`;
		const phase = flags.get(flag);
		return phase ? {phase, statusText} : readStatus(statusText);
	}

	const said = readStatus(word);
	return word !== undefined && /_FAILED$/.test(word) ? {phase: 'failed', statusText: said.statusText} : said;
};

/** `param` and `paramJson` hold links too, but those of the request. */
const outputsOf = (data: unknown): ReadonlyArray<Output | undefined> => {
	const [result, info, response] = ['resultJson', 'resultInfoJson', 'response'].map(key => jsonText(get(data, key)));
	const links = [
		...list(get(result, 'resultUrls')),
		...list(get(info, 'resultUrls')).map(entry => get(entry, 'resultUrl')),
		...list(jsonText(get(response, 'resultUrls'))),
		...list(jsonText(get(response, 'result_urls'))),
		...['resultImageUrl', 'resultUrl', 'videoUrl', 'video_url'].map(key => get(response, key)),
		get(data, 'videoInfo', 'videoUrl'),
	];
	return links.map(url => mediaOutput(url, 'video'));
};

/** Where a model's result has a shape of its own, it is no failure that we find no link. */
const isListDue = (data: unknown): boolean =>
	['resultJson', 'resultInfoJson', 'response'].some(key => {
		const result = jsonText(get(data, key));
		return Array.isArray(get(result, 'resultUrls')) || (has(data, key) && !isObject(result));
	});

/**
kie.ai. `code` and `message` speak of the question. What a task made stands in a text of JSON, or in an object that has its own shape for each model.

@see https://docs.kie.ai/market/common/get-task-detail
@see https://docs.kie.ai/cn/mj-api/get-mj-task-details
*/
export const kie: Family = {
	name,
	recognises(body) {
		const data = get(body, 'data');
		return has(data, 'taskId') && ['state', 'successFlag', 'status'].some(key => has(data, key));
	},
	read(body) {
		const data = get(body, 'data');
		return tell(name, statusOf(data), {
			model: text(get(data, 'model')),
			outputs: outputsOf(data),
			isOutputDue: isListDue(data),
			error: text(get(data, 'failMsg')) ?? text(get(data, 'errorMessage')) ?? text(get(data, 'failCode')),
			createdAt: time(get(data, 'createTime')),
			finishedAt: time(get(data, 'completeTime')),
		});
	},
};
