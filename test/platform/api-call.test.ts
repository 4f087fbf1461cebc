import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {type TestContext, test} from 'node:test';
import {createApiCall} from '../../source/platform/api-call.js';
import {createApiAgent} from '../../source/platform/http-agents.js';
import {startFakeService} from '../helpers/fake-service.js';

const {signal: never} = new AbortController();

const start = async (
	context: TestContext,
	handler: (request: IncomingMessage, response: ServerResponse) => void,
	{timeoutMs, connectionCount}: {timeoutMs?: number; connectionCount?: number} = {},
) => {
	const service = await startFakeService(handler);
	const agent = createApiAgent({connectionCount});
	context.after(async () => {
		await agent.destroy();
		await service.close();
	});

	const call = createApiCall({version: '1.2.3', agent, timeoutMs});
	return {
		service,
		host: new URL(service.url).host,
		ask: async (path = '/task/1', {base = '', signal = never, headers = {}, method = 'GET' as 'GET' | 'POST'} = {}) =>
			call({baseUrl: service.url + base, headers}, {method, path}, signal),
	};
};

const end = (_: IncomingMessage, response: ServerResponse) => response.end('{}');

/** Sends a body without an end. */
const pour = (_: IncomingMessage, response: ServerResponse): void => {
	const block = Buffer.alloc(1024 * 1024, ' ');
	const pump = () => {
		while (response.write(block)) {
			// Until the connection takes no more.
		}

		response.once('drain', pump);
	};
	pump();
};

test('an answer comes as text with its status and its kind', async context => {
	const {ask, service} = await start(context, (_, response) => {
		response.writeHead(402, {'content-type': 'application/json'}).end('{"é":1}');
	});

	const reply = await ask('/task/a?b=c', {headers: {'x-key': 'secret'}, method: 'POST'});

	assert.deepEqual(reply, {
		type: 'text',
		httpStatus: 402,
		contentType: 'application/json',
		text: '{"é":1}',
		retryAfterMs: undefined,
	});
	const [request] = service.requests;
	assert.deepEqual(
		[
			request?.method,
			request?.path,
			request?.headers.accept,
			request?.headers['user-agent'],
			request?.headers['x-key'],
		],
		['POST', '/task/a?b=c', 'application/json', 'taskwatch/1.2.3', 'secret'],
	);
});

test('the path of the base URL is kept, with or without a slash at its end', async context => {
	const {ask, service} = await start(context, end);

	for (const base of ['', '/', '/proxy', '/proxy/', '/a%2Fb/v1/', '/proxy?key=1', '/proxy#part']) {
		await ask('/task/a%2Fb?x=%20', {base});
	}

	assert.deepEqual(
		service.requests.map(({path}) => path),
		[
			...['/task/a%2Fb?x=%20', '/task/a%2Fb?x=%20', '/proxy/task/a%2Fb?x=%20', '/proxy/task/a%2Fb?x=%20'],
			...['/a%2Fb/v1/task/a%2Fb?x=%20', '/proxy/task/a%2Fb?x=%20', '/proxy/task/a%2Fb?x=%20'],
		],
	);
});

test('no path leads to another host', async context => {
	const {ask, service, host} = await start(context, end);
	const other = await startFakeService(end);
	context.after(other.close);
	const evil = new URL(other.url).host;

	for (const path of [`@${evil}/x`, `.${evil}/x`, `//${evil}/x`, `/\\${evil}/x`, `${other.url}/x`, ':1/x', '']) {
		await ask(path);
	}

	assert.deepEqual(other.requests, []);
	assert.deepEqual(new Set(service.requests.map(({headers}) => headers.host)), new Set([host]));
	assert.equal(service.requests.length, 7);
});

test('the wait that the service asks for is passed on', async context => {
	const {ask} = await start(context, (_, response) => response.writeHead(429, {'retry-after': '7'}).end('{}'));

	assert.equal((await ask()).retryAfterMs, 7000);
});

test('a redirect is told and never followed, so that the key stays here', async context => {
	const other = await startFakeService(end);
	context.after(other.close);
	const {host: otherHost} = new URL(other.url);

	for (const status of [301, 302, 303, 307, 308]) {
		const {ask, host} = await start(context, (_, response) => {
			response.writeHead(status, {location: `${other.url}/elsewhere?a=b`}).end();
		});

		assert.deepEqual(await ask(), {
			type: 'redirect',
			url: new URL(`${other.url}/elsewhere?a=b`),
			problem: {state: 'bad_response', message: `${host} redirects to ${otherHost}; check the base URL`},
		});
	}

	assert.deepEqual(other.requests, []);
});

test('a redirect to nowhere is told too', async context => {
	const {ask, host} = await start(context, (_, response) => response.writeHead(302).end());

	assert.deepEqual(await ask(), {
		type: 'redirect',
		url: undefined,
		problem: {state: 'bad_response', message: `${host} redirects elsewhere; check the base URL`},
	});
});

test('a file comes as its bytes, with its length where that is told', async context => {
	for (const contentType of ['video/mp4', 'IMAGE/png', 'audio/mpeg', 'application/octet-stream']) {
		const {ask} = await start(context, ({url}, response) => {
			response.writeHead(200, {'content-type': contentType, ...(url === '/told' && {'content-length': '5'})});
			response.write('by');
			response.end('tes');
		});

		for (const path of ['/told', '/open']) {
			const reply = await ask(path);

			assert.equal(reply.type, 'media');
			assert.equal(reply.media.totalBytes, path === '/told' ? 5 : undefined);
			assert.equal(Buffer.concat(await Array.fromAsync(reply.media.chunks)).toString(), 'bytes');
		}
	}
});

test('a file may take longer than the time for an answer', async context => {
	context.mock.timers.enable({apis: ['setTimeout']});
	const rest = Promise.withResolvers<ServerResponse>();
	const {ask} = await start(context, (_, response) => {
		response.writeHead(200, {'content-type': 'video/mp4'}).write('by');
		rest.resolve(response);
	});

	const reply = await ask();
	context.mock.timers.tick(30_001);
	(await rest.promise).end('tes');

	assert.equal(reply.type, 'media');
	assert.equal(Buffer.concat(await Array.fromAsync(reply.media.chunks)).toString(), 'bytes');
});

test('a file that breaks off says so in plain words', async context => {
	const {ask, host} = await start(context, (_, response) => {
		response.writeHead(200, {'content-type': 'video/mp4', 'content-length': '100'});
		response.write('x', () => response.destroy());
	});

	const reply = await ask();
	assert.equal(reply.type, 'media');

	await assert.rejects(Array.fromAsync(reply.media.chunks), {
		name: 'UnreachableError',
		host,
		reason: 'connection lost',
	});
});

test('a file that nobody wants holds no connection', async context => {
	const {ask} = await start(
		context,
		(request, response) => {
			if (request.url === '/file') {
				response.writeHead(200, {'content-type': 'video/mp4'});
				pour(request, response);
			} else {
				response.end('{}');
			}
		},
		{connectionCount: 1},
	);

	for (let count = 0; count < 3; count++) {
		const reply = await ask('/file');
		assert.equal(reply.type, 'media');
		reply.discard();
	}

	assert.equal((await ask('/answer')).type, 'text');
});

test('an answer of more than 64 MiB is not read to its end', async context => {
	const {ask, host} = await start(context, pour);

	assert.deepEqual(await ask(), {
		type: 'problem',
		retryAfterMs: undefined,
		problem: {state: 'bad_response', message: `${host} sent an answer that is too long`},
	});
});

test('of an answer whose long texts go elsewhere more is read, for as long as it keeps coming', async context => {
	const mebibyte = Buffer.alloc(1024 ** 2, 'A');
	const totalBytes = 70 * mebibyte.length;
	let takenBytes = 0;
	let goOn = () => {};
	const {service} = await start(context, (_, response) => {
		response.write('{"a":"');
		response.write(mebibyte);
		goOn = () => (takenBytes < totalBytes ? response.write(mebibyte) : response.end('"}'));
	});
	context.mock.timers.enable({apis: ['setTimeout']});
	const agent = createApiAgent({});
	context.after(async () => agent.destroy());
	const call = createApiCall({version: '1.2.3', agent});

	const reply = await call({baseUrl: service.url, headers: {}}, {method: 'GET', path: '/task/1'}, never, () => ({
		async write(piece) {
			takenBytes += piece.length;
			if (piece.length > 0 && takenBytes % mebibyte.length === 0) {
				// Less than the time that a whole answer has.
				context.mock.timers.tick(20_000);
				goOn();
			}
		},
		end: async () => 'elsewhere',
	}));

	assert.deepEqual([reply.type, reply.type === 'text' && reply.text], ['text', '{"a":"elsewhere"}']);
	assert.equal(takenBytes, totalBytes);
});

test('a service that does not answer in time is out of reach, before and after its headers', async context => {
	const silent = await start(context, () => undefined, {timeoutMs: 50});
	const slow = await start(context, (_, response) => response.write('{'), {timeoutMs: 50});

	for (const {ask, host} of [silent, slow]) {
		await assert.rejects(ask(), {name: 'UnreachableError', host, reason: 'no answer within 0.05 s'});
	}
});

test('a service that is not there is out of reach', async context => {
	const {ask, service, host} = await start(context, end);
	await service.close();

	await assert.rejects(ask(), {name: 'UnreachableError', host, reason: 'connection refused'});
});

test('an answer that breaks off is none', async context => {
	const {ask, host} = await start(context, (_, response) => {
		response.writeHead(200, {'content-length': '100'});
		response.write('{', () => response.destroy());
	});

	await assert.rejects(ask(), {name: 'UnreachableError', host, reason: 'connection lost'});
});

test('an abort rejects with its own reason, whatever the network says', async context => {
	const reason = new Error('not wanted');
	const controller = new AbortController();
	const {ask} = await start(context, () => controller.abort(reason));

	await assert.rejects(ask('/', {signal: controller.signal}), reason);
	await assert.rejects(ask('/', {signal: controller.signal}), reason);
});
