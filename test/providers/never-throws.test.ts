import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {families} from '../../source/providers/families.js';
import {readStatus} from '../../source/providers/phase-words.js';
import {readLink} from '../../source/providers/read-link.js';
import {readReply} from '../../source/providers/read-reply.js';
import type {TaskAnswer} from '../../source/task/task.js';
import {answerNames, loadAnswer, rawReplyOf} from './answer-fixture.js';

const fixtures = answerNames.map(name => rawReplyOf(loadAnswer(name)));

const knownFamilies = new Set(['unknown', ...families.map(({name}) => name)]);

/**
Whether a phase comes from a word of the general table, or from what one family documents.
*/
const isRecognised = ({family, phase, statusText = ''}: TaskAnswer): boolean => {
	const said = readStatus(statusText).phase;
	switch (family) {
		case 'minimax-file':
		case 'openai-content': {
			return phase === 'succeeded';
		}

		case 'minimax-v1': {
			return phase === said || (phase === 'failed' && /^code 102[67]$/.test(statusText));
		}

		case 'jimeng': {
			const isFailed = said === 'succeeded' || /^code 50\d{3}$/.test(statusText);
			return phase === said || (phase === 'failed' && isFailed) || (phase === 'expired' && statusText === 'not_found');
		}

		case 'picwish': {
			return phase === said || /^state -?\d+$/.test(statusText);
		}

		default: {
			return phase === said;
		}
	}
};

const check = (httpStatus: number, text: string): void => {
	const {answer, problem} = readReply({httpStatus, text});
	readLink({httpStatus, text});

	assert.ok(answer ?? problem);
	assert.ok(problem === undefined || problem.message.length > 0);
	if (!answer) {
		return;
	}

	assert.ok(knownFamilies.has(answer.family));
	assert.ok(answer.phase === 'unknown' || isRecognised(answer), `“${answer.statusText}” is no ${answer.phase}`);
	assert.ok(answer.outputs.length === 0 || answer.phase === 'succeeded');
};

const httpStatus = fc.constantFrom(200, 200, 200, 202, 400, 404, 429, 500);

const nastyValue = fc.oneof(
	fc.jsonValue({maxDepth: 2}),
	fc.constantFrom(
		...[null, '', 0, -1, 1e308, 0.5, [], {}, [null], true, 'done', 'SUCCESS', 'STAGED2', '0001-01-01T00:00:00Z'],
		...['https://a.example/v.mp4', 'gs://a/b', '\u001B[31m', '\uD800', 'constructor', '9'.repeat(30), 10_000, 1026],
	),
);

const fieldName = fc.constantFrom(
	...['status', 'state', 'data', 'code', 'message', 'output', 'task', 'error', 'base_resp', 'creations', 'content'],
	...[
		'object',
		'id',
		'url',
		'video',
		'assets',
		'file',
		'task_status',
		'status_code',
		'file_id',
		'video_url',
		'http_code',
	],
	...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'binary_data_base64', 'task_result', 'progress'],
);

const nastyObject = fc.dictionary(fieldName, fc.oneof(nastyValue, fc.dictionary(fieldName, nastyValue, {maxKeys: 4})), {
	maxKeys: 6,
});

/** Replace one value of a body by another, or cut the text. */
const mutate = (text: string, at: number, value: unknown): string => {
	const values = [...text.matchAll(/:(?:"[^"]*"|-?\d+|null|true|\[\]|\{\})/g)];
	const target = values[at % Math.max(1, values.length)];
	return target
		? `${text.slice(0, target.index)}:${JSON.stringify(value)}${text.slice(target.index + target[0].length)}`
		: text;
};

test('any text is read without an exception', () => {
	fc.assert(fc.property(httpStatus, fc.oneof(fc.string({unit: 'binary'}), fc.json()), check), {numRuns: 600});
});

test('any object with the names of documented fields is read without an exception', () => {
	fc.assert(
		fc.property(httpStatus, nastyObject, (status, body) => {
			check(status, JSON.stringify(body));
		}),
		{numRuns: 1000},
	);
});

test('a documented answer with any value in any place is read without an exception', () => {
	fc.assert(
		fc.property(httpStatus, fc.constantFrom(...fixtures), fc.nat(60), nastyValue, (status, {text}, at, value) => {
			check(status, mutate(text, at, value));
		}),
		{numRuns: 1200},
	);
});

test('a documented answer cut anywhere is a problem, never an answer', () => {
	fc.assert(
		fc.property(fc.constantFrom(...fixtures), fc.double({min: 0, max: 0.999, noNaN: true}), ({text}, part) => {
			const {answer, problem} = readReply({httpStatus: 200, text: text.slice(0, Math.floor(text.length * part))});

			assert.equal(answer, undefined);
			assert.ok(problem);
		}),
		{numRuns: 200},
	);
});

for (const [name, text] of [
	['lists nested 200 000 deep', `{"data": ${'['.repeat(200_000)}${']'.repeat(200_000)}, "code": 10000}`],
	['objects nested 200 000 deep', `${'{"data":'.repeat(200_000)}9007199254740993${'}'.repeat(200_000)}`],
	['a message of ten million characters', JSON.stringify({code: 1004, message: '\u001B[1m\u0301'.repeat(1_700_000)})],
	['a word of ten million characters', JSON.stringify({state: 'x'.repeat(10_000_000), creations: []})],
	[
		'an image of ten million characters',
		`{"code": 10000, "data": {"status": "done", "binary_data_base64": ["${'A'.repeat(10_000_000)}"]}}`,
	],
	['a number of a million digits', `{"base_resp": {"status_code": ${'9'.repeat(1_000_000)}}}`],
	[
		'a hundred thousand links',
		JSON.stringify({state: 'success', creations: Array(100_000).fill({url: 'https://a.example'})}),
	],
] as const) {
	test(`${name} are read in good time, without an exception`, () => {
		const startedAt = performance.now();
		check(200, text);

		assert.ok(performance.now() - startedAt < 5000);
	});
}
