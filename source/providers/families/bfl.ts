import {get, has, isObject, list, text} from '../fields.js';
import {mediaOutput} from '../media-output.js';
import {readStatus, type Status} from '../phase-words.js';
import {problemOf} from '../problem.js';
import {tell} from '../tell.js';
import {fraction, time} from '../units.js';
import type {Family, JsonObject} from './family.js';

const name = 'bfl';

const ownWord = /^(?:ready|task not found|(?:request|content) moderated)$/i;
const sharedWord = /^(?:pending|error|failed)$/i;

const wordOf = (body: JsonObject): string | undefined => text(get(body, 'status'), 60) ?? text(get(body, 'state'), 60);

/** The details are a sentence, or an object with lists of them. */
const detailsOf = (details: unknown): string | undefined =>
	isObject(details)
		? text(
				Object.values(details)
					.flatMap(value => [value, ...list(value)])
					.flatMap(value => text(value) ?? [])
					.join(', '),
			)
		: text(details);

/** `Ready` is the end, and `Pending` stays until then: the task runs once there is progress. */
const statusOf = (word: string, progress: number | undefined): Status => {
	if (/^ready$/i.test(word)) {
		return {phase: 'succeeded', statusText: word};
	}

	const said = readStatus(word);
	return said.phase === 'queued' && progress ? {...said, phase: 'running'} : said;
};

/**
Black Forest Labs. `result.duration` is the time of computing, and its times are seconds with a fraction.

@see https://api.bfl.ai/openapi.json
*/
export const bfl: Family = {
	name,
	recognises(body) {
		const word = wordOf(body);
		const isShared = word !== undefined && sharedWord.test(word);
		const hasResult = has(body, 'result') && ['progress', 'details', 'preview'].some(key => has(body, key));
		return (
			word !== undefined &&
			has(body, 'id') &&
			(ownWord.test(word) || (isShared && (hasResult || has(body, 'polling_url'))))
		);
	},
	read(body) {
		const word = wordOf(body) ?? '';
		const details = detailsOf(get(body, 'details'));
		if (/^task not found$/i.test(word)) {
			return {problem: problemOf('not_found', word, details)};
		}

		const progress = fraction(get(body, 'progress'));
		const result = get(body, 'result');
		return tell(name, statusOf(word, progress), {
			progress,
			outputs: [mediaOutput(get(result, 'sample'), 'image')],
			isOutputDue: true,
			error: details ?? (ownWord.test(word) ? word : undefined),
			createdAt: time(get(result, 'start_time')),
			finishedAt: time(get(result, 'end_time')),
		});
	},
};
