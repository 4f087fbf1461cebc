import type {Problem} from '../../task/health.js';
import type {Reading} from '../../task/reading.js';
import {get, has, integer, isObject, list, text} from '../fields.js';
import {inlineImage} from '../inline-image.js';
import {linkOutput} from '../link.js';
import {readStatus} from '../phase-words.js';
import {type ProblemState, problemOf} from '../problem.js';
import {tell} from '../tell.js';
import type {Family, JsonObject} from './family.js';

const name = 'jimeng';
const okCode = 10_000;

const isModeration = (code: number): boolean =>
	[50_411, 50_412, 50_413, 50_511, 50_512].includes(code) || (code >= 50_516 && code <= 50_522);

const states: ReadonlyMap<number, ProblemState> = new Map([
	...[50_429, 50_430].map(code => [code, 'rate_limited'] as const),
	...[50_500, 50_501].map(code => [code, 'gateway'] as const),
]);

const forgotten: Problem = {
	state: 'not_found',
	message: 'The service does not know the task: it forgets tasks after 12 hours.',
};

const readRefusal = (code: number, message: string | undefined): Reading =>
	isModeration(code)
		? tell(name, {phase: 'failed', statusText: `code ${code}`}, {error: message})
		: {problem: problemOf(states.get(code) ?? 'bad_response', `code ${code}`, message)};

const readData = (data: unknown): Reading => {
	const status = readStatus(get(data, 'status'));
	if (status.statusText === 'not_found') {
		return tell(name, {...status, phase: 'expired', problem: forgotten}, {});
	}

	const links = [
		linkOutput('video', get(data, 'video_url')) ?? [],
		...list(get(data, 'image_urls')).map(url => linkOutput('image', url) ?? []),
	].flat();
	const images = list(get(data, 'binary_data_base64')).flatMap(image => inlineImage(image) ?? []);
	return tell(name, status, {
		outputs: [...links, ...images.map(({output}) => output)],
		isOutputDue: true,
		size: links.length === 0 ? images[0]?.size : undefined,
		sizeSource: 'media',
	});
};

const isCode = (code: number | undefined): boolean =>
	code === okCode || (code !== undefined && code >= 50_000 && code < 60_000);

/**
Jimeng, through the aggregator or from Volcengine itself. The outer code decides: `data` is null wherever it is not 10000, and the outer `status` only repeats it. `resp_data` tells of the request, in JSON that is not always valid, and is left alone.

@see https://gpt.morphogen.top/en/video/jimeng/query-results.html
@see https://www.volcengine.com/docs/85621/1792707
*/
export const jimeng: Family = {
	name,
	recognises: (body: JsonObject) => isCode(integer(get(body, 'code'))) && (has(body, 'data') || has(body, 'message')),
	read(body) {
		const code = integer(get(body, 'code')) ?? 0;
		const data = get(body, 'data');
		if (code !== okCode) {
			return readRefusal(code, text(get(body, 'message')));
		}

		return isObject(data)
			? readData(data)
			: {problem: {state: 'bad_response', message: 'The service’s answer says nothing of the task.'}};
	},
};
