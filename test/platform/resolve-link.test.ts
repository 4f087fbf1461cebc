import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {type TestContext, test} from 'node:test';
import {createResolveLink, type LinkReading} from '../../source/platform/resolve-link.js';
import type {Output, Place} from '../../source/task/task.js';
import {accountAt, apiAt} from '../helpers/accounts.js';
import {startFakeService} from '../helpers/fake-service.js';
import {taskId} from '../helpers/watches.js';

const output = (place: Place): Output => ({kind: 'video', place});
const file = output({type: 'file', fileId: '9007199254740993&x=1'});
const content = output({type: 'content', path: '/v1/videos/v1/content'});
const {signal: never} = new AbortController();
const id = taskId('task-1');

const start = async (
	context: TestContext,
	reading: LinkReading,
	handler: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end('{"a":1}'),
	parts: Parameters<typeof accountAt>[1] = {},
) => {
	const service = await startFakeService(handler);
	context.after(service.close);
	const texts: string[] = [];
	const resolve = createResolveLink({
		api: apiAt(context, [accountAt(service.url, parts)]),
		readLink({text}) {
			texts.push(text);
			return reading;
		},
	});
	return {resolveLink: async (of: Output) => resolve(of, id, never), resolve, service, texts};
};

test('a file identifier is exchanged for a link', async context => {
	const {resolveLink, service, texts} = await start(context, {url: 'https://media.test/a'});

	assert.equal(await resolveLink(file), 'https://media.test/a');

	assert.equal(service.requests[0]?.path, '/task/minimax/v1/files/retrieve?file_id=9007199254740993%26x%3D1');
	assert.equal(service.requests[0]?.headers.authorization, 'Bearer secret');
	assert.deepEqual(texts, ['{"a":1}']);
});

test('a path on the API is asked for the link', async context => {
	const {resolveLink, service} = await start(context, {url: 'https://media.test/a'});

	assert.equal(await resolveLink(content), 'https://media.test/a');

	assert.equal(service.requests[0]?.path, '/v1/videos/v1/content');
});

test('a file identifier is exchanged where the service of the account does that', async context => {
	const {resolveLink, service} = await start(context, {url: 'https://media.test/a'}, undefined, {service: 'minimax'});

	await resolveLink(file);

	assert.equal(service.requests[0]?.path, '/v1/files/retrieve?file_id=9007199254740993%26x%3D1');
});

test('a file identifier of a service that exchanges none is refused unasked', async context => {
	const {resolveLink, service} = await start(context, {}, undefined, {service: 'vidu'});

	await assert.rejects(resolveLink(file), {
		failure: 'answer',
		message: 'The answer names no place on the API to get this file from',
	});
	assert.deepEqual(service.requests, []);
});

test('the file itself may come in place of a link', async context => {
	const {resolveLink, texts} = await start(context, {}, (_, response) => {
		response.writeHead(200, {'content-type': 'video/mp4', 'content-length': '5'}).end('bytes');
	});

	const media = await resolveLink(content);

	assert.ok(typeof media === 'object');
	assert.equal(media.totalBytes, 5);
	assert.equal(Buffer.concat(await Array.fromAsync(media.chunks)).toString(), 'bytes');
	assert.deepEqual(texts, []);
});

test('what comes with an error is no file, whatever it is called', async context => {
	const problem = {state: 'not_found', message: 'The service does not know it'} as const;
	const {resolveLink, texts} = await start(context, {problem}, (_, response) => {
		response.writeHead(404, {'content-type': 'video/mp4'}).end('gone');
	});

	await assert.rejects(resolveLink(content), {failure: 'answer', message: 'The service does not know it'});
	assert.deepEqual(texts, ['gone']);
});

test('a redirect to the media is the link', async context => {
	const {resolveLink, texts} = await start(context, {}, (_, response) => {
		response.writeHead(302, {location: 'https://media.test/b'}).end();
	});

	assert.equal(await resolveLink(content), 'https://media.test/b');
	assert.deepEqual(texts, []);
});

test('a path that would lead to another host is refused unasked', async context => {
	const {resolveLink, service} = await start(context, {url: 'https://media.test/a'});

	for (const path of ['@evil.test/', '.evil.test/', '']) {
		await assert.rejects(resolveLink(output({type: 'content', path})), {failure: 'answer'});
	}

	assert.deepEqual(service.requests, []);
});

test('a problem that may pass is transient, with the wait that was asked for', async context => {
	const problem = {state: 'rate_limited', message: 'Too many questions'} as const;
	const {resolveLink} = await start(context, {problem}, (_, response) => {
		response.writeHead(429, {'retry-after': '3'}).end();
	});

	await assert.rejects(resolveLink(file), {
		failure: 'transient',
		message: 'Too many questions',
		retryAfterMs: 3000,
	});
});

test('any other problem, and an answer without a link, are final', async context => {
	const denied = await start(context, {problem: {state: 'auth', message: 'Wrong token'}});
	const empty = await start(context, {});

	await assert.rejects(denied.resolveLink(file), {failure: 'answer', message: 'Wrong token'});
	await assert.rejects(empty.resolveLink(file), {
		failure: 'answer',
		message: 'The service gave no link to this file',
	});
});

test('a service that is not there is a transient failure', async context => {
	const {resolveLink, service} = await start(context, {});
	await service.close();

	await assert.rejects(resolveLink(file), {
		name: 'DownloadError',
		failure: 'transient',
		message: `${new URL(service.url).host} is out of reach: connection refused`,
	});
});

test('after the service refused the key, the next question gets it anew', async context => {
	const reads: (boolean | undefined)[] = [];
	const problem = {state: 'auth', message: 'Wrong key'} as const;
	const {resolveLink} = await start(context, {problem}, undefined, {
		async readKey({isRefused} = {}) {
			reads.push(isRefused);
			return 'secret';
		},
	});

	await assert.rejects(resolveLink(file), {message: 'Wrong key'});
	await assert.rejects(resolveLink(file), {message: 'Wrong key'});

	assert.deepEqual(reads, [false, true]);
});

test('an abort rejects with its own reason, whatever the network says', async context => {
	const reason = new Error('not wanted');
	const controller = new AbortController();
	const {resolve} = await start(context, {}, () => controller.abort(reason));

	await assert.rejects(resolve(file, id, controller.signal), reason);
});
