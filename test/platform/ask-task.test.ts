import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {type TestContext, test} from 'node:test';
import {createAskTask} from '../../source/platform/ask-task.js';
import {createApiAgent} from '../../source/platform/http-agents.js';
import type {Reading} from '../../source/task/reading.js';
import type {TaskId} from '../../source/task/task.js';
import {startFakeService} from '../helpers/fake-service.js';

const id = 'a/b 1' as TaskId;
const {signal: never} = new AbortController();

const start = async (
	context: TestContext,
	handler: (request: IncomingMessage, response: ServerResponse) => void,
	{timeoutMs, path = ''}: {timeoutMs?: number; path?: string} = {},
) => {
	const service = await startFakeService(handler);
	const agent = createApiAgent();
	context.after(async () => {
		await agent.destroy();
		await service.close();
	});

	const texts: unknown[] = [];
	const askTask = createAskTask({
		baseUrl: service.url + path,
		token: 'secret',
		version: '1.2.3',
		agent,
		timeoutMs,
		readReply(reply): Reading {
			texts.push(reply);
			return {problem: {state: 'quota', message: 'read'}};
		},
	});
	return {askTask, service, texts, host: new URL(service.url).host};
};

test('a task is asked about with the token, under its identifier', async context => {
	const {askTask, service, texts} = await start(context, (_, response) => {
		response.writeHead(402, {'content-type': 'application/json'}).end('{"é":1}');
	});

	const reply = await askTask(id, never);

	const [request] = service.requests;
	assert.deepEqual(
		[
			request?.method,
			request?.path,
			request?.headers.authorization,
			request?.headers.accept,
			request?.headers['user-agent'],
		],
		['GET', '/task/a%2Fb%201', 'Bearer secret', 'application/json', 'taskwatch/1.2.3'],
	);
	assert.deepEqual(texts, [{httpStatus: 402, contentType: 'application/json', text: '{"é":1}'}]);
	assert.deepEqual(reply, {problem: {state: 'quota', message: 'read'}, retryAfterMs: undefined});
});

test('the path of the base URL is kept', async context => {
	const {askTask, service} = await start(context, (_, response) => response.end('{}'), {path: '/proxy/'});

	await askTask(id, never);

	assert.equal(service.requests[0]?.path, '/proxy/task/a%2Fb%201');
});

test('the wait that the service asks for is passed on', async context => {
	const {askTask} = await start(context, (_, response) => {
		response.writeHead(429, {'retry-after': '7'}).end('{}');
	});

	assert.equal((await askTask(id, never)).retryAfterMs, 7000);
});

test('a redirect is not followed, so the token stays here', async context => {
	const other = await startFakeService((_, response) => response.end());
	context.after(other.close);
	const {askTask, texts, host} = await start(context, (_, response) => {
		response.writeHead(302, {location: `${other.url}/elsewhere`}).end();
	});

	const {problem} = await askTask(id, never);

	assert.deepEqual(problem, {
		state: 'bad_response',
		message: `${host} redirects to ${new URL(other.url).host}; check the base URL`,
	});
	assert.deepEqual([other.requests, texts], [[], []]);
});

test('a file in the place of an answer is not read', async context => {
	const {askTask, texts, host} = await start(context, (_, response) => {
		response.writeHead(200, {'content-type': 'video/mp4'}).write('x');
	});

	const {problem} = await askTask(id, never);

	assert.deepEqual(problem, {
		state: 'bad_response',
		message: `${host} sent a file (video/mp4) where an answer was expected`,
	});
	assert.deepEqual(texts, []);
});

test('an answer of more than 64 MiB is not read to its end', async context => {
	const {askTask, texts, host} = await start(context, (_, response) => {
		const block = Buffer.alloc(1024 * 1024, ' ');
		const pump = () => {
			while (response.write(block)) {
				// Until the connection takes no more.
			}

			response.once('drain', pump);
		};
		pump();
	});

	const {problem} = await askTask(id, never);

	assert.deepEqual(problem, {state: 'bad_response', message: `${host} sent an answer of more than 64 MiB`});
	assert.deepEqual(texts, []);
});

test('a service that does not answer in time is out of reach, before and after its headers', async context => {
	const silent = await start(context, () => undefined, {timeoutMs: 50});
	const slow = await start(context, (_, response) => response.write('{'), {timeoutMs: 50});

	for (const {askTask, host} of [silent, slow]) {
		await assert.rejects(askTask(id, never), {name: 'UnreachableError', host, reason: 'no answer within 0.05 s'});
	}
});

test('a service that is not there is out of reach', async context => {
	const {askTask, service, host} = await start(context, (_, response) => response.end());
	await service.close();

	await assert.rejects(askTask(id, never), {name: 'UnreachableError', host, reason: 'connection refused'});
});

test('an answer that breaks off is none', async context => {
	const {askTask, host} = await start(context, (_, response) => {
		response.writeHead(200, {'content-length': '100'});
		response.write('{', () => response.destroy());
	});

	await assert.rejects(askTask(id, never), {name: 'UnreachableError', host, reason: 'connection lost'});
});

test('an abort rejects with its own reason, whatever the network says', async context => {
	const reason = new Error('not wanted');
	const controller = new AbortController();
	const {askTask} = await start(context, () => controller.abort(reason));

	await assert.rejects(askTask(id, controller.signal), reason);
	await assert.rejects(askTask(id, controller.signal), reason);
});
