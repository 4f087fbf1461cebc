import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {type TestContext, test} from 'node:test';
import {createAnswerFiles} from '../../source/platform/answer-files.js';
import {createAskTask} from '../../source/platform/ask-task.js';
import {type RawReply, readReply} from '../../source/providers/read-reply.js';
import type {Reading} from '../../source/task/reading.js';
import type {TaskId} from '../../source/task/task.js';
import {accountAt, apiAt} from '../helpers/accounts.js';
import {answerFolderFor} from '../helpers/answer-files.js';
import {startFakeService} from '../helpers/fake-service.js';
import {answerOf, taskId, video} from '../helpers/watches.js';

const id = 'a/b 1' as TaskId;
const {signal: never} = new AbortController();
const minuteMs = 60_000;
const now = Date.UTC(2030, 0, 1);

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const start = async (
	context: TestContext,
	handler: Handler,
	{
		path = '',
		read = () => ({problem: {state: 'quota', message: 'read'}}),
		...parts
	}: Parameters<typeof accountAt>[1] & {path?: string; read?: (reply: RawReply) => Reading} = {},
) => {
	const service = await startFakeService(handler);
	context.after(service.close);
	const replies: RawReply[] = [];
	const askTask = createAskTask({
		api: apiAt(context, [accountAt(service.url + path, parts)], {connectionCount: 1}),
		makeFile: createAnswerFiles(answerFolderFor(context)).make,
		now: () => now,
		readReply(reply): Reading {
			replies.push(reply);
			return read(reply);
		},
	});
	return {
		askTask,
		service,
		replies,
		host: new URL(service.url).host,
		paths: () => service.requests.map(request => request.path),
	};
};

test('a task is asked about with the key, under its identifier, and what comes is read', async context => {
	const {askTask, service, replies} = await start(context, (_, response) => {
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
	assert.deepEqual(replies, [
		{httpStatus: 402, contentType: 'application/json', text: '{"é":1}', path: '/task/a%2Fb%201'},
	]);
	assert.deepEqual(reply, {problem: {state: 'quota', message: 'read'}, retryAfterMs: undefined});
});

test('the path of the base URL is kept, and is no part of what is asked', async context => {
	const {askTask, paths, replies} = await start(context, (_, response) => response.end('{}'), {path: '/proxy/'});

	await askTask(id, never);

	assert.deepEqual(paths(), ['/proxy/task/a%2Fb%201']);
	assert.equal(replies[0]?.path, '/task/a%2Fb%201');
});

test('the wait that the service asks for is passed on', async context => {
	const {askTask} = await start(context, (_, response) => {
		response.writeHead(429, {'retry-after': '7'}).end('{}');
	});

	assert.equal((await askTask(id, never)).retryAfterMs, 7000);
});

test('a redirect is not followed, so the key stays here', async context => {
	const other = await startFakeService((_, response) => response.end());
	context.after(other.close);
	const {askTask, replies, host} = await start(context, (_, response) => {
		response.writeHead(302, {location: `${other.url}/elsewhere`}).end();
	});

	const {problem} = await askTask(id, never);

	assert.deepEqual(problem, {
		state: 'bad_response',
		message: `${host} redirects to ${new URL(other.url).host}; check the base URL`,
	});
	assert.deepEqual([other.requests, replies], [[], []]);
});

test('a file in the place of an answer is not read, and does not keep the connection', async context => {
	const {askTask, replies} = await start(context, ({url}, response) => {
		if (url === '/task/file') {
			response.writeHead(200, {'content-type': 'application/octet-stream'}).write('x');
		} else {
			response.end('{}');
		}
	});

	const {problem} = await askTask(taskId('file'), never);
	await askTask(taskId('answer'), never);

	assert.deepEqual(problem, {
		state: 'bad_response',
		message: 'The service sent a file where an answer was expected',
	});
	assert.deepEqual(
		replies.map(({path}) => path),
		['/task/answer'],
	);
});

test('where the file itself is the end of a task it is not loaded twice', async context => {
	const {askTask, replies} = await start(
		context,
		(_, response) => response.writeHead(200, {'content-type': 'video/mp4'}).write('x'),
		{service: 'openai'},
	);

	const {answer} = await askTask(taskId('video_1'), never);

	assert.deepEqual([answer?.phase, answer?.outputs.map(({kind}) => kind)], ['succeeded', ['video']]);
	assert.deepEqual(replies, []);
});

test('what the user wrote wrongly before the ID is a problem of that task', async context => {
	const {askTask, service} = await start(context, (_, response) => response.end('{}'), {service: 'vidu'});

	const {problem} = await askTask(taskId('vidu/x:1'), never);

	assert.deepEqual(problem, {state: 'bad_response', message: 'vidu:ID takes nothing else before the ID.'});
	assert.deepEqual(service.requests, []);
});

test('a service that is not there is out of reach', async context => {
	const {askTask, service, host} = await start(context, (_, response) => response.end());
	await service.close();

	await assert.rejects(askTask(id, never), {name: 'UnreachableError', host, reason: 'connection refused'});
});

test('an abort rejects with its own reason, whatever the network says', async context => {
	const reason = new Error('not wanted');
	const controller = new AbortController();
	const {askTask} = await start(context, () => controller.abort(reason));

	await assert.rejects(askTask(id, controller.signal), reason);
	await assert.rejects(askTask(id, controller.signal), reason);
});

test('after the service refused the key, the next question gets it anew', async context => {
	const reads: (boolean | undefined)[] = [];
	const {askTask} = await start(context, (_, response) => response.end('{}'), {
		async readKey({isRefused} = {}) {
			reads.push(isRefused);
			return 'secret';
		},
		read: () => (reads.length === 1 ? {problem: {state: 'auth', message: 'Wrong key'}} : {answer: answerOf()}),
	});

	await askTask(id, never);
	await askTask(id, never);
	await askTask(id, never);

	assert.deepEqual(reads, [false, true, false]);
});

test('the end of each link is told: as the answer says, as the link says, or as the service promises', async context => {
	const outputs = [
		{...video('https://m.test/1?x-expires=1'), expiresAt: now + minuteMs},
		video('https://m.test/2?X-Amz-Date=20300101T000000Z&X-Amz-Expires=900'),
		video('https://m.test/3'),
		{kind: 'video', place: {type: 'file', fileId: '4'}} as const,
	];
	const answers = [answerOf({family: 'bfl', outputs}), answerOf({family: 'luma', outputs})];
	const {askTask} = await start(context, (_, response) => response.end('{}'), {
		read: () => ({answer: answers.shift() ?? answerOf()}),
	});

	const ends = [await askTask(id, never), await askTask(id, never)].map(({answer}) =>
		answer?.outputs.map(({expiresAt}) => (expiresAt === undefined ? undefined : (expiresAt - now) / minuteMs)),
	);

	assert.deepEqual(ends, [
		[1, 15, 10, undefined],
		[1, 15, undefined, undefined],
	]);
});

const falId = taskId('fal/fal-ai/kling-video/v2:764cabcf');
const requestPath = '/fal-ai/kling-video/requests/764cabcf';

/** A queue of fal that is at its end, and whose answer to the question for the result is `result`. */
const startFal = async (context: TestContext, result: Handler, status = 'COMPLETED', responseUrl?: string) =>
	start(
		context,
		(request, response) => {
			response.setHeader('content-type', 'application/json');
			if (request.url?.endsWith('/status?logs=1')) {
				response.end(JSON.stringify({status, response_url: responseUrl ?? `https://queue.fal.run${requestPath}`}));
			} else {
				result(request, response);
			}
		},
		{service: 'fal', read: readReply},
	);

test('at the end of fal’s queue the result is asked for, with the key, at the account’s own host', async context => {
	const {askTask, service, paths} = await startFal(context, (_, response) =>
		response.end('{"video":{"url":"https://v3.fal.media/b.mp4","width":1280,"height":720}}'),
	);

	const {answer, problem} = await askTask(falId, never);

	assert.deepEqual(paths(), [`${requestPath}/status?logs=1`, requestPath]);
	assert.deepEqual(
		service.requests.map(({headers}) => headers.authorization),
		['Key secret', 'Key secret'],
	);
	assert.equal(problem, undefined);
	assert.deepEqual(
		[answer?.phase, answer?.statusText, answer?.outputs, answer?.width, answer?.height],
		['succeeded', 'COMPLETED', [video('https://v3.fal.media/b.mp4')], 1280, 720],
	);
});

test('as long as fal’s queue is not at its end, nothing else is asked', async context => {
	const {askTask, paths} = await startFal(context, (_, response) => response.end('{}'), 'IN_PROGRESS');

	const {answer} = await askTask(falId, never);

	assert.equal(answer?.phase, 'running');
	assert.deepEqual(paths(), [`${requestPath}/status?logs=1`]);
});

test('a result that is not to be had yet leaves the task what it was, with the problem and the wait', async context => {
	const {askTask} = await startFal(context, (_, response) => {
		response.writeHead(503, {'retry-after': '3'}).end('{"detail":"busy"}');
	});

	const {answer, problem, retryAfterMs} = await askTask(falId, never);

	assert.deepEqual([answer, problem?.state, retryAfterMs], [undefined, 'gateway', 3000]);
});

test('a result that is an error is the failure of the task', async context => {
	const {askTask} = await startFal(context, (_, response) => {
		response.writeHead(422).end('{"detail":[{"loc":["body","prompt"],"msg":"Too long","type":"value_error"}]}');
	});

	const {answer} = await askTask(falId, never);

	assert.deepEqual([answer?.phase, answer?.error], ['failed', 'Too long']);
});

test('an answer that names another host for the result cannot send the key there', async context => {
	const other = await startFakeService((_, response) => response.end('{}'));
	context.after(other.close);
	const {askTask, paths} = await startFal(
		context,
		(_, response) => response.end('{"video":{"url":"https://v3.fal.media/b.mp4"}}'),
		'COMPLETED',
		`${other.url}//evil.test/steal?a=1`,
	);

	await askTask(falId, never);

	assert.deepEqual(paths(), [`${requestPath}/status?logs=1`, '//evil.test/steal?a=1']);
	assert.deepEqual(other.requests, []);
});
