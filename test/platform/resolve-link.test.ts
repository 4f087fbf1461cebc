import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {type TestContext, test} from 'node:test';
import {createApiAgent} from '../../source/platform/http-agents.js';
import {createResolveLink, type LinkReading} from '../../source/platform/resolve-link.js';
import type {Output, Place} from '../../source/task/task.js';
import {startFakeService} from '../helpers/fake-service.js';

const output = (place: Place): Output => ({kind: 'video', place});
const file = output({type: 'file', fileId: '9007199254740993&x=1'});
const content = output({type: 'content', path: '/v1/videos/v1/content'});
const {signal: never} = new AbortController();

const start = async (
	context: TestContext,
	reading: LinkReading,
	handler: (request: IncomingMessage, response: ServerResponse) => void = (_, response) => response.end('{"a":1}'),
) => {
	const service = await startFakeService(handler);
	const agent = createApiAgent();
	context.after(async () => {
		await agent.destroy();
		await service.close();
	});

	const texts: string[] = [];
	const resolveLink = createResolveLink({
		baseUrl: service.url,
		token: 'secret',
		version: '1.2.3',
		agent,
		readLink({text}) {
			texts.push(text);
			return reading;
		},
	});
	return {resolveLink, service, texts};
};

test('a file identifier is exchanged for a link', async context => {
	const {resolveLink, service, texts} = await start(context, {url: 'https://media.test/a'});

	assert.equal(await resolveLink(file, never), 'https://media.test/a');

	assert.equal(service.requests[0]?.path, '/task/minimax/v1/files/retrieve?file_id=9007199254740993%26x%3D1');
	assert.equal(service.requests[0]?.headers.authorization, 'Bearer secret');
	assert.deepEqual(texts, ['{"a":1}']);
});

test('a path on the API is asked for the link', async context => {
	const {resolveLink, service} = await start(context, {url: 'https://media.test/a'});

	assert.equal(await resolveLink(content, never), 'https://media.test/a');

	assert.equal(service.requests[0]?.path, '/v1/videos/v1/content');
});

test('a redirect to the media is the link', async context => {
	const {resolveLink, texts} = await start(context, {}, (_, response) => {
		response.writeHead(302, {location: 'https://media.test/b'}).end();
	});

	assert.equal(await resolveLink(content, never), 'https://media.test/b');
	assert.deepEqual(texts, []);
});

test('a path that would lead to another host is refused unasked', async context => {
	const {resolveLink, service} = await start(context, {url: 'https://media.test/a'});

	for (const path of ['@evil.test/', '.evil.test/', '']) {
		await assert.rejects(resolveLink(output({type: 'content', path}), never), {failure: 'answer'});
	}

	assert.deepEqual(service.requests, []);
});

test('a problem that may pass is transient, with the wait that was asked for', async context => {
	const problem = {state: 'rate_limited', message: 'Too many questions'} as const;
	const {resolveLink} = await start(context, {problem}, (_, response) => {
		response.writeHead(429, {'retry-after': '3'}).end();
	});

	await assert.rejects(resolveLink(file, never), {
		failure: 'transient',
		message: 'Too many questions',
		retryAfterMs: 3000,
	});
});

test('any other problem, and an answer without a link, are final', async context => {
	const denied = await start(context, {problem: {state: 'auth', message: 'Wrong token'}});
	const empty = await start(context, {});

	await assert.rejects(denied.resolveLink(file, never), {failure: 'answer', message: 'Wrong token'});
	await assert.rejects(empty.resolveLink(file, never), {
		failure: 'answer',
		message: 'The service gave no link to this file',
	});
});

test('a service that is not there is a transient failure', async context => {
	const {resolveLink, service} = await start(context, {});
	await service.close();

	await assert.rejects(resolveLink(file, never), {
		name: 'DownloadError',
		failure: 'transient',
		message: `${new URL(service.url).host} is out of reach: connection refused`,
	});
});
