import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {services} from '../../source/providers/services/services.js';
import type {Output, Place, TaskId} from '../../source/task/task.js';
import type {RecordedRequest} from '../helpers/fake-service.js';
import {answerNames, loadAnswer, rawReplyOf} from '../providers/answer-fixture.js';
import {setUp, setUpFor} from './answering-network.js';
import {askedAnswers, askedElsewhere, repliesTo} from './asked-answers.js';
import {documentedHeaders, ownHeaders} from './documented-headers.js';
import {checkReading} from './expected-answer.js';

const {signal: never} = new AbortController();

const linesOf = (requests: readonly RecordedRequest[]): readonly string[] =>
	requests.map(({method, path}) => `${method} ${path}`);

const outputOf = (place: Place): Output => ({kind: 'video', place});

test('every documented answer is asked for, and every one that has a question of its own by that', () => {
	const elsewhere = askedAnswers.filter(
		answer => !repliesTo(answer).has(answer.fixture.request.path) && answer.provider !== 'fal',
	);

	assert.ok(answerNames.length >= 91);
	assert.deepEqual(
		elsewhere.map(({name}) => name),
		Object.keys(askedElsewhere).sort(),
	);
});

test('every service is asked for some documented answer, and how it is shown the key is written down', () => {
	const names = services.map(({name}) => name);

	assert.deepEqual(Object.keys(documentedHeaders), names);
	assert.deepEqual(new Set(askedAnswers.map(({provider}) => provider)), new Set(names));
});

for (const answer of askedAnswers) {
	const {name, fixture, provider, watch} = answer;
	// The end of fal's queue tells nothing but where the results are.
	const told = name === 'fal-completed.json' ? loadAnswer('fal-result-video.json') : fixture;

	test(`${name} is asked for at ${provider} with its key, and read as documented`, async context => {
		const {server, network} = await setUpFor(context, answer);

		const {retryAfterMs, ...reading} = await network.askTask(watch, never);

		checkReading(reading, told);
		assert.equal(retryAfterMs, name === 'replicate-429.json' ? 1000 : undefined);
		assert.deepEqual(
			linesOf(server.requests),
			[...repliesTo(answer).keys()].map(path => `GET ${path}`),
		);
		for (const request of server.requests) {
			assert.deepEqual(ownHeaders(request), documentedHeaders[provider]);
			assert.equal(request.headers.accept, 'application/json');
		}
	});
}

for (const name of Object.keys(askedElsewhere)) {
	test(`${name} is read as documented at its own path, too`, () => {
		const fixture = loadAnswer(name);

		checkReading(readReply(rawReplyOf(fixture)), fixture);
	});
}

test('the results of fal keep the word of its queue', async context => {
	const completed = askedAnswers.find(({name}) => name === 'fal-completed.json');
	assert.ok(completed);
	const {network} = await setUpFor(context, completed);

	const {answer} = await network.askTask(completed.watch, never);

	assert.deepEqual([answer?.statusText, answer?.family], ['COMPLETED', 'fal-result']);
});

for (const [first, second] of [
	['gptge-hailuo-succeeded.json', 'gptge-hailuo-file-retrieve.json'],
	['gptge-sora-completed.json', 'gptge-sora-content-json.json'],
] as const) {
	test(`the link to the file of ${first} is asked for once, where ${second} is`, async context => {
		const asked = askedAnswers.find(({name}) => name === first);
		assert.ok(asked);
		const link = loadAnswer(second);
		const {path} = asked.fixture.expect.follow_up ?? link.request;
		const {server, network} = await setUp(context, 'gptge', new Map([...repliesTo(asked), [path, link]]));
		const {answer} = await network.askTask(asked.watch, never);
		const output = answer?.outputs[0];
		assert.ok(output);

		const found = await network.resolveLink(output, asked.watch, never);

		assert.deepEqual([found], link.expect.outputs);
		assert.deepEqual(linesOf(server.requests), [`GET ${asked.path}`, `GET ${path}`]);
		assert.deepEqual(server.requests.map(ownHeaders), [documentedHeaders['gptge'], documentedHeaders['gptge']]);
	});
}

for (const [name, provider, fileId] of [
	['gptge-hailuo-file-retrieve.json', 'gptge', '313992866418884'],
	['minimax-file-retrieve-int64.json', 'minimax', '9007199254740993'],
] as const) {
	test(`${name} is asked for under the whole number of the file`, async context => {
		const fixture = loadAnswer(name);
		const {server, network} = await setUp(context, provider, new Map([[fixture.request.path, fixture]]));

		const link = await network.resolveLink(outputOf({type: 'file', fileId}), '314052875571396' as TaskId, never);

		assert.deepEqual([link], fixture.expect.outputs);
		assert.deepEqual(linesOf(server.requests), [`GET ${fixture.request.path}`]);
		assert.deepEqual(server.requests.map(ownHeaders), [documentedHeaders[provider]]);
	});
}

test('openai-content-bytes.json is the file itself, byte for byte', async context => {
	const fixture = loadAnswer('openai-content-bytes.json');
	const {path} = fixture.request;
	const {server, network} = await setUp(context, 'openai', new Map([[path, fixture]]));

	const media = await network.resolveLink(outputOf({type: 'content', path}), 'video_123' as TaskId, never);

	assert.ok(typeof media === 'object');
	assert.equal(Buffer.concat(await Array.fromAsync(media.chunks)).toString(), fixture.body_text);
	assert.deepEqual(linesOf(server.requests), [`GET ${path}`]);
});

test('a file that came in place of an answer is to be had by asking the same again', async context => {
	const asked = askedAnswers.find(({name}) => name === 'openai-content-bytes.json');
	assert.ok(asked);
	const {server, network} = await setUpFor(context, asked);
	const {answer} = await network.askTask(asked.watch, never);
	const output = answer?.outputs[0];
	assert.ok(output);

	const media = await network.resolveLink(output, asked.watch, never);

	assert.ok(typeof media === 'object');
	assert.equal(Buffer.concat(await Array.fromAsync(media.chunks)).toString(), asked.fixture.body_text);
	assert.deepEqual(linesOf(server.requests), [`GET ${asked.path}`, `GET ${asked.path}`]);
});

test('an error is no file, although it calls itself one', async context => {
	const refused = {...loadAnswer('replicate-401.json'), content_type: 'application/octet-stream'};
	const {network} = await setUp(context, 'replicate', new Map([[refused.request.path, refused]]));
	const output = outputOf({type: 'content', path: refused.request.path});

	const {problem} = await network.askTask('x' as TaskId, never);

	assert.equal(problem?.state, 'auth');
	await assert.rejects(network.resolveLink(output, 'x' as TaskId, never), {failure: 'answer'});
});

test('what stands before an ID cannot lead to another host', async context => {
	const {server, network} = await setUp(context, 'gptge', new Map());

	for (const word of ['constructor', 'toString', 'valueOf', '__proto__', 'hasOwnProperty']) {
		const {problem} = await network.askTask(`gptge/${word}:.localhost` as TaskId, never);

		assert.deepEqual(problem, {
			state: 'bad_response',
			message: `gptge needs sora, luma, runway, suno, mj or kling/ACTION; nothing for /task before the ID, as in gptge/${word}:.localhost.`,
		});
	}

	assert.deepEqual(server.requests, []);
});
