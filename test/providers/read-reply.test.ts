import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {replyOf} from './answer-fixture.js';

const problemOf = (httpStatus: number, text: string, contentType = 'application/json') =>
	readReply({httpStatus, contentType, text}).problem;

for (const [state, statuses] of [
	['auth', [401, 403]],
	['quota', [402]],
	['not_found', [404, 410]],
	['rate_limited', [429]],
	['gateway', [408, 425, 500, 502, 503, 504, 524]],
	['bad_response', [302, 400, 405, 418, 422]],
] as const) {
	test(`HTTP ${statuses.join(', ')} is ${state}, whatever the body`, () => {
		for (const status of statuses) {
			for (const text of ['', 'upstream timeout', '<html></html>', '[]', '{}', '{"message": "no"}', '{"sta']) {
				const {answer, problem} = readReply({httpStatus: status, text});

				assert.equal(answer, undefined);
				assert.equal(problem?.state, state);
				assert.ok(problem?.message.includes(`HTTP ${status}`));
			}
		}
	});
}

for (const [place, body] of [
	['error.message', {error: {message: 'own words', type: 'x'}}],
	['message', {code: 'x', message: 'own words'}],
	['detail', {detail: 'own words'}],
	['a list of details', {detail: [{loc: ['body'], msg: 'own words', type: 'x'}]}],
	['title', {title: 'own words', status: 401}],
	['error', {error: 'own words'}],
] as const) {
	test(`the service’s own words are found in ${place}`, () => {
		assert.deepEqual(readReply(replyOf(body, 401)), {
			problem: {state: 'auth', message: 'The service refused the token (HTTP 401): own words'},
		});
	});
}

test('the service’s own words are cleaned and cut', () => {
	const message = readReply(replyOf({message: `a\u001B[31m\n${'b'.repeat(5000)}`}, 500)).problem?.message ?? '';

	assert.ok(message.startsWith('The service has trouble of its own (HTTP 500): a bbb'));
	assert.ok(message.length < 400);
});

test('plain text of a gateway is shown', () => {
	assert.equal(
		problemOf(504, 'upstream request timeout', 'text/plain')?.message,
		'The service has trouble of its own (HTTP 504): upstream request timeout',
	);
});

test('an empty answer is a problem', () => {
	for (const text of ['', ' \r\n', '\uFEFF']) {
		assert.deepEqual(problemOf(200, text), {state: 'bad_response', message: 'The service sent an empty answer.'});
	}
});

test('a web page is told by its first character or its content type', () => {
	const expected = {
		state: 'bad_response',
		message: 'The service sent an HTML page instead of JSON. Check the base URL.',
	};

	assert.deepEqual(problemOf(200, '\n <!doctype html>'), expected);
	assert.deepEqual(problemOf(200, 'Just a moment...', 'text/html; charset=utf-8'), expected);
	assert.deepEqual(problemOf(502, '<html></html>'), {
		state: 'gateway',
		message: 'The service has trouble of its own (HTTP 502): the answer is an HTML page',
	});
});

test('JSON with the content type of a web page is read all the same', () => {
	const text = '{"state": "processing", "creations": []}';

	assert.equal(readReply({httpStatus: 200, contentType: 'text/html', text}).answer?.phase, 'running');
});

test('a byte order mark before the JSON does not matter', () => {
	assert.equal(
		readReply({httpStatus: 200, text: '\uFEFF{"state": "processing", "creations": []}'}).answer?.phase,
		'running',
	);
});

test('JSON that is cut short is a problem', () => {
	assert.deepEqual(problemOf(200, '{"id":"cgt-1","status":"succ'), {
		state: 'bad_response',
		message: 'The service sent something that is no JSON, or JSON that is cut short.',
	});
});

test('JSON that is no object is a problem', () => {
	for (const text of ['null', '[]', '"done"', '17', 'true']) {
		assert.deepEqual(problemOf(200, text), {
			state: 'bad_response',
			message: 'The service sent JSON that is no object.',
		});
	}
});

test('an answer of an unknown shape shows its word and what came, but has no phase', () => {
	for (const body of [{status: 'done'}, {state: 'done'}, {data: {status: 'done'}}]) {
		assert.deepEqual(readReply(replyOf(body)), {
			answer: {family: 'unknown', phase: 'unknown', statusText: 'done', outputs: [], body: JSON.stringify(body)},
			problem: {state: 'bad_response', message: 'The service sent an answer of a shape that taskwatch does not know.'},
		});
	}
});

test('an answer of an unknown shape gives no links and no number for a word', () => {
	const body = {status: 200, url: 'https://a.example/v.mp4', message: 'moved'};

	assert.deepEqual(readReply(replyOf(body)), {
		answer: {family: 'unknown', phase: 'unknown', outputs: [], body: JSON.stringify(body)},
		problem: {
			state: 'bad_response',
			message: 'The service sent an answer of a shape that taskwatch does not know; it says “moved”.',
		},
	});
});

test('an HTTP error with a status that nobody knows is an HTTP error', () => {
	assert.deepEqual(readReply(replyOf({state: 'STAGED2', creations: [], message: 'no'}, 503)), {
		problem: {state: 'gateway', message: 'The service has trouble of its own (HTTP 503): no'},
	});
});

test('a code that the documentation explains is more precise than HTTP', () => {
	assert.equal(readReply(replyOf({code: 1102, message: 'pack used up'}, 429)).problem?.state, 'quota');
});

test('HTTP is more precise than a code that nobody knows', () => {
	const body = {base_resp: {status_code: 9999, status_msg: 'own words'}};

	assert.deepEqual(readReply(replyOf(body, 429)), {
		problem: {state: 'rate_limited', message: 'The service asks to slow down (HTTP 429): own words'},
	});
});

test('an unknown task is not found where the gateway says so with HTTP 400', () => {
	const {answer, problem} = readReply(replyOf({code: 'task_not_exist', message: 'task_not_exist', data: null}, 400));

	assert.equal(answer, undefined);
	assert.equal(problem?.state, 'not_found');
});

test('a recognised shape that names no status says nothing of the task', () => {
	assert.deepEqual(readReply(replyOf({creations: []})), {
		problem: {state: 'bad_response', message: 'The service’s answer names no status.'},
	});
});

test('of the outputs of a task the first 64 are taken, as each may be asked for, and the others are counted', () => {
	const creations = Array.from({length: 10_000}, (_, index) => ({url: `https://a.example/${index}.mp4`}));

	const {answer} = readReply({httpStatus: 200, text: JSON.stringify({state: 'success', creations})});

	assert.equal(answer?.outputs.length, 64);
	assert.equal(answer?.leftOutCount, 9936);
	assert.deepEqual(answer?.outputs.at(-1)?.place, {type: 'url', url: 'https://a.example/63.mp4'});
});

test('where all outputs are taken none is said to be left out', () => {
	const creations = Array.from({length: 64}, (_, index) => ({url: `https://a.example/${index}.mp4`}));

	const {answer} = readReply({httpStatus: 200, text: JSON.stringify({state: 'success', creations})});

	assert.equal(answer?.outputs.length, 64);
	assert.ok(answer && !('leftOutCount' in answer));
});

test('what hides behind __proto__ is no part of an answer, and of nothing else', () => {
	const hidden = '{"state": "success", "status": "succeeded", "creations": [{"url": "https://a.example/v.mp4"}]}';
	for (const text of [
		`{"__proto__": ${hidden}}`,
		`{"data": {"__proto__": ${hidden}}, "code": 10000}`,
		`{"constructor": {"prototype": ${hidden}}}`,
		`{"state": "processing", "creations": [], "__proto__": ${hidden}}`,
	]) {
		const {answer} = readReply({httpStatus: 200, text});

		assert.notEqual(answer?.phase, 'succeeded', text);
		assert.deepEqual(answer?.outputs ?? [], [], text);
		assert.equal(({} as {state?: unknown}).state, undefined);
	}
});
