import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {type TestContext, test} from 'node:test';
import {createCancelTask} from '../../source/platform/cancel-task.js';
import {readReply} from '../../source/providers/read-reply.js';
import {accountAt, apiAt} from '../helpers/accounts.js';
import {startFakeService} from '../helpers/fake-service.js';
import {taskId} from '../helpers/watches.js';

const {signal: never} = new AbortController();

const start = async (
	context: TestContext,
	service: string,
	handler: (request: IncomingMessage, response: ServerResponse) => void,
) => {
	const server = await startFakeService(handler);
	context.after(server.close);
	return {server, cancel: createCancelTask({api: apiAt(context, [accountAt(server.url, {service})]), readReply})};
};

test('a task is cancelled by the way that its service documents, with the key', async context => {
	const {server, cancel} = await start(context, 'fal', (_, response) => response.writeHead(202).end('{}'));

	const problem = await cancel(taskId('fal/owner/app:1'), never);

	assert.equal(problem, undefined);
	assert.deepEqual(
		server.requests.map(({method, path, headers}) => [method, path, headers.authorization]),
		[['PUT', '/owner/app/requests/1/cancel', 'Key secret']],
	);
});

test('a refusal is told in the words of the service', async context => {
	const {cancel} = await start(context, 'replicate', (_, response) => {
		response
			.writeHead(401, {'content-type': 'application/json'})
			.end('{"title":"x","detail":"Not yours","status":401}');
	});

	const problem = await cancel(taskId('1'), never);

	assert.equal(problem?.state, 'auth');
	assert.match(problem?.message ?? '', /Not yours/v);
});

test('a service that documents no cancelling is not asked for it', async context => {
	const {server, cancel} = await start(context, 'vidu', (_, response) => response.end('{}'));

	assert.deepEqual(await cancel(taskId('1'), never), {
		state: 'bad_response',
		message: 'Vidu has no cancelling that is safe for a result.',
	});
	assert.deepEqual(server.requests, []);
});

test('a redirect is no cancelling, and is not followed', async context => {
	const {cancel} = await start(context, 'replicate', (_, response) => {
		response.writeHead(302, {location: 'https://elsewhere.test/'}).end();
	});

	assert.equal((await cancel(taskId('1'), never))?.state, 'bad_response');
});
