import assert from 'node:assert/strict';
import {test} from 'node:test';
import {families} from '../../source/providers/families/families.js';
import {parseJson} from '../../source/providers/parse-json.js';
import {readReply} from '../../source/providers/read-reply.js';
import {check} from './check-reply.js';
import {documentedAnswers} from './documented-answers.js';

const tenMillion = 10_000_000;

const deepList = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;

for (const [name, text] of [
	['lists nested 200 000 deep', `{"data": ${deepList}, "code": 10000}`],
	['objects nested 200 000 deep', `${'{"data":'.repeat(200_000)}9007199254740993${'}'.repeat(200_000)}`],
	['a deep output', `{"status": "succeeded", "urls": {"get": "x"}, "output": ${deepList}}`],
	['a deep result in a text', JSON.stringify({data: {taskId: '1', state: 'success', resultJson: deepList}})],
	['a message of ten million characters', JSON.stringify({code: 1004, message: '\u001B[1m\u0301'.repeat(1_700_000)})],
	['a word of ten million characters', JSON.stringify({state: 'x'.repeat(tenMillion), creations: []})],
	[
		'an image of ten million characters',
		`{"code": 10000, "data": {"status": "done", "binary_data_base64": ["${'A'.repeat(tenMillion)}"]}}`,
	],
	[
		'a video of ten million characters',
		`{"name": "operations/1", "done": true, "response": {"videos": [{"bytesBase64Encoded": "${'A'.repeat(tenMillion)}"}]}}`,
	],
	['a number of a million digits', `{"base_resp": {"status_code": ${'9'.repeat(1_000_000)}}}`],
	[
		'a hundred thousand links',
		JSON.stringify({state: 'success', creations: Array(100_000).fill({url: 'https://a.example'})}),
	],
] as const) {
	test(`${name} are read in good time, without an exception`, () => {
		const startedAt = performance.now();
		const {answer, problem} = readReply({httpStatus: 200, text});

		assert.ok(answer ?? problem);
		assert.ok(performance.now() - startedAt < 5000);
	});
}

/** The documented answer of each family with every text in it, but for links and JSON, made very long in turn. */
const longTexts = (body: unknown, long: string): readonly unknown[] =>
	typeof body === 'object' && body !== null
		? Object.entries(body).flatMap(([key, value]) =>
				(typeof value === 'string' ? [long] : longTexts(value, long)).map(each =>
					Array.isArray(body) ? body.with(Number(key), each) : {...body, [key]: each},
				),
			)
		: [];

for (const name of new Set(families.map(family => family.name))) {
	test(`a text of ten million characters anywhere in an answer of ${name} is read in good time`, () => {
		const raw = documentedAnswers.find(each => readReply(each).answer?.family === name && parseJson(each.text));
		assert.ok(raw);

		const long = 'x '.repeat(tenMillion / 2);
		for (const body of longTexts(parseJson(raw.text)?.value, long)) {
			const text = JSON.stringify(body);
			const startedAt = performance.now();
			const {answer, problem} = readReply({...raw, text});

			assert.ok(answer ?? problem);
			assert.ok(performance.now() - startedAt < 2000);
		}
	});
}

for (const number of ['1e400', '-1e400', '1e-400', '-0', '9'.repeat(400), '18446744073709551616', '0.1', '8.64e15']) {
	test(`the number ${number.slice(0, 24)} in the place of all numbers is read without an exception`, () => {
		for (const {text, ...raw} of documentedAnswers) {
			check({...raw, text: text.replaceAll(/(?<=[:[,])-?\d+(?:\.\d+)?(?=[,}\]])/g, number)});
		}
	});
}

for (const key of ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf', 'then']) {
	test(`the name ${key} in the place of each name is read without an exception`, () => {
		for (const {text, ...raw} of documentedAnswers) {
			for (const {index, 0: name} of text.matchAll(/"\w+"(?=:)/g)) {
				check({...raw, text: `${text.slice(0, index)}"${key}"${text.slice(index + name.length)}`});
			}
		}
	});
}
