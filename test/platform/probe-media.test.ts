import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {type TestContext, test} from 'node:test';
import fc from 'fast-check';
import type {Dispatcher} from 'undici';
import {createMediaAgent} from '../../source/platform/http-agents.js';
import {createProbeMedia} from '../../source/platform/probe-media.js';
import {DownloadError} from '../../source/task/errors.js';
import {startFakeService} from '../helpers/fake-service.js';
import {box, longJpeg, longMovie, readMedia} from './media-fixtures.js';

const {signal: never} = new AbortController();
const budgetBytes = 256 * 1024;
const clip = {width: 64, height: 36, durationSeconds: 2};

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Counts each byte of a body as it comes off the wire. */
const counting =
	(count: (bytes: number) => void) =>
	(dispatch: Dispatcher['dispatch']): Dispatcher['dispatch'] =>
	(options, handler) =>
		dispatch(options, {
			onRequestStart: (...parameters) => handler.onRequestStart?.(...parameters),
			onResponseStart: (...parameters) => handler.onResponseStart?.(...parameters),
			onResponseData(controller, chunk) {
				count(chunk.length);
				handler.onResponseData?.(controller, chunk);
			},
			onResponseEnd: (...parameters) => handler.onResponseEnd?.(...parameters),
			onResponseError: (...parameters) => handler.onResponseError?.(...parameters),
		});

const start = async (context: TestContext, handler: Handler, requestTimeoutMs?: number) => {
	const service = await startFakeService(handler);
	const agent = createMediaAgent({isLoopbackAllowed: true});
	context.after(async () => {
		await agent.destroy();
		await service.close();
	});
	const received = {bytes: 0};
	const probeMedia = createProbeMedia({
		agent: agent.compose(
			counting(bytes => {
				received.bytes += bytes;
			}),
		),
		isLoopbackAllowed: true,
		requestTimeoutMs,
	});
	return {
		service,
		received,
		host: new URL(service.url).host,
		probe: async (path = '/', signal = never) => probeMedia(service.url + path, signal),
		ranges: () => service.requests.map(({headers}) => headers.range),
	};
};

/** A host that sends the ranges it is asked for. */
const ranged =
	(file: Buffer): Handler =>
	({headers}, response) => {
		const [, first = 0, last = 0] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '')?.map(Number) ?? [];
		if (first >= file.length) {
			response.writeHead(416, {'content-range': `bytes */${file.length}`}).end();
			return;
		}

		const part = file.subarray(first, last + 1);
		response.writeHead(206, {
			'content-length': part.length,
			'content-range': `bytes ${first}-${first + part.length - 1}/${file.length}`,
		});
		response.end(part);
	};

/** A host that sends nothing but whole files. */
const whole =
	(file: Buffer): Handler =>
	(_, response) => {
		response.writeHead(200, {'content-length': file.length, 'content-type': 'video/mp4'}).end(file);
	};

test('a small file is measured with one request, which carries no credentials', async context => {
	const {probe, service} = await start(context, ranged(await readMedia('index-first.mp4')));

	assert.deepEqual(await probe('/a.mp4?sign=1'), clip);
	assert.deepEqual(
		service.requests.map(({method, path, headers}) => ({
			method,
			path,
			range: headers.range,
			authorization: headers.authorization,
			encoding: headers['accept-encoding'],
		})),
		[
			{
				method: 'GET',
				path: '/a.mp4?sign=1',
				range: 'bytes=0-65535',
				authorization: undefined,
				encoding: 'identity',
			},
		],
	);
});

test('a long movie with its index at the end takes two requests', async context => {
	const file = await longMovie(5_000_000);
	const {probe, ranges, received} = await start(context, ranged(file));

	assert.deepEqual(await probe(), clip);
	const index = file.indexOf('moov') - 4;
	assert.deepEqual(ranges(), ['bytes=0-65535', `bytes=${index}-${file.length - 1}`]);
	assert.equal(received.bytes, 65_536 + file.length - index);
});

test('an index that begins within what is known is completed, not asked for anew', async context => {
	const file = await longMovie(63_600);
	const {probe, ranges, received} = await start(context, ranged(file));

	assert.deepEqual(await probe(), clip);
	assert.deepEqual(ranges(), ['bytes=0-65535', `bytes=65536-${file.length - 1}`]);
	assert.equal(received.bytes, file.length);
});

test('a picture behind long notes takes what is left of the budget, and no more', async context => {
	const readable = await start(context, ranged(await longJpeg(180_000)));
	const tooLong = await start(context, ranged(await longJpeg(600_000)));

	assert.deepEqual(await readable.probe(), {width: 60, height: 34});
	await assert.rejects(tooLong.probe(), {failure: 'content'});
	assert.deepEqual(tooLong.ranges(), ['bytes=0-65535', 'bytes=65536-262143']);
	assert.equal(tooLong.received.bytes, budgetBytes);
});

test('an index too long for the budget is not asked for', async context => {
	const movie = await readMedia('index-first.mp4');
	const file = Buffer.concat([movie.subarray(0, 32), box('moov', Buffer.alloc(400_000))]);
	const {probe, received} = await start(context, ranged(file));

	await assert.rejects(probe(), {
		failure: 'content',
		message: 'The size is not to be found in 256 KiB of the file',
	});
	assert.equal(received.bytes, 65_536);
});

test('a host that knows no ranges is read up to the budget', async context => {
	const first = await readMedia('index-first.mp4');
	const file = Buffer.concat([first, box('free', Buffer.alloc(5_000_000))]);
	const {probe, service, received} = await start(context, whole(file));

	assert.deepEqual(await probe(), clip);
	assert.equal(service.requests.length, 1);
	assert.ok(received.bytes <= budgetBytes, `received ${received.bytes}`);
});

test('a host that knows no ranges is not asked again for what lies beyond the budget', async context => {
	const {probe, service, received} = await start(context, whole(await longMovie(5_000_000)));

	await assert.rejects(probe(), {failure: 'content', message: 'The movie has no index that could be read'});
	assert.equal(service.requests.length, 1);
	assert.ok(received.bytes <= budgetBytes, `received ${received.bytes}`);
});

test('a host that sends on and on is cut off', async context => {
	const flood: Handler = (_, response) => {
		const chunk = Buffer.alloc(1024 * 1024);
		const pour = () => {
			while (response.write(chunk)) {
				// Until the connection is full.
			}
		};
		response.on('drain', pour);
		response.writeHead(200, {'content-type': 'video/mp4'});
		pour();
	};
	const {probe, received} = await start(context, flood);

	await assert.rejects(probe(), {failure: 'content'});
	assert.ok(received.bytes <= budgetBytes, `received ${received.bytes}`);
});

test('another part than was asked for is refused', async context => {
	const contentRanges: Record<string, string> = {
		'/other': 'bytes 5-9/100',
		'/longer': 'bytes 0-9999999/10000000',
		'/unit': 'pages 0-1/2',
	};
	const {probe, host} = await start(context, ({url = ''}, response) => {
		const contentRange = contentRanges[url];
		response.writeHead(206, contentRange === undefined ? {} : {'content-range': contentRange}).end('bytes');
	});

	for (const path of [...Object.keys(contentRanges), '/none']) {
		await assert.rejects(probe(path), {
			failure: 'content',
			message: `${host} sent another part of the file than we asked for`,
		});
	}
});

test('a host that forgets its ranges half-way is refused', async context => {
	const file = await longMovie(1_000_000);
	const {probe, host} = await start(context, (request, response) =>
		(request.headers.range?.startsWith('bytes=0-') ? ranged : whole)(file)(request, response),
	);

	await assert.rejects(probe(), {failure: 'content', message: `${host} sends no parts of files`});
});

test('a host that does not know how long a file is can be asked all the same', async context => {
	const file = await longMovie(1_000_000);
	const {probe} = await start(context, ({headers}, response) => {
		const [, first = 0, last = 0] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '')?.map(Number) ?? [];
		const part = file.subarray(first, last + 1);
		response.writeHead(206, {'content-range': `bytes ${first}-${first + part.length - 1}/*`}).end(part);
	});

	assert.deepEqual(await probe(), clip);
});

test('a length that is a lie ends in a refusal, not in a search without end', async context => {
	const hop = Buffer.alloc(100_000);
	const {probe, service, received} = await start(context, ({headers}, response) => {
		const [, first = 0, last = 0] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '')?.map(Number) ?? [];
		const part = box('free', hop).subarray(0, last + 1 - first);
		response.writeHead(206, {
			'content-range': `bytes ${first}-${first + part.length - 1}/999999999999999`,
		});
		response.end(part);
	});

	await assert.rejects(probe(), {failure: 'content'});
	assert.ok(service.requests.length <= 8, `${service.requests.length} requests`);
	assert.ok(received.bytes <= budgetBytes, `received ${received.bytes}`);
});

test('redirects count as requests, and the place they lead to is asked from then on', async context => {
	const file = await longMovie(1_000_000);
	const {probe, service} = await start(context, (request, response) => {
		const rest = Number(request.url?.slice(1));
		if (rest === 0) {
			ranged(file)(request, response);
		} else {
			response.writeHead(302, {location: `/${rest - 1}`}).end();
		}
	});

	assert.deepEqual(await probe('/2'), clip);
	assert.deepEqual(
		service.requests.map(({path}) => path),
		['/2', '/1', '/0', '/0'],
	);
});

test('eight requests are the most, whoever they were sent to', async context => {
	const tiny = Buffer.alloc(70_000);
	const {probe, service} = await start(context, ({headers, url}, response) => {
		const hops = Number(new URLSearchParams(url?.slice(2)).get('hops'));
		const [, first = 0] = /^bytes=(\d+)-/.exec(headers.range ?? '')?.map(Number) ?? [];
		if (hops < 3) {
			response.writeHead(302, {location: `/?hops=${hops + 1}`}).end();
			return;
		}

		const part = box('free', tiny).subarray(0, 16);
		response.writeHead(206, {'content-range': `bytes ${first}-${first + 15}/999999999`}).end(part);
	});

	await assert.rejects(probe('/?hops=0'), {
		failure: 'content',
		message: 'The size is not to be found with 8 requests',
	});
	assert.equal(service.requests.length, 8);
});

test('a redirect to a private address is refused', async context => {
	const {probe} = await start(context, (_, response) => {
		response.writeHead(302, {location: 'http://169.254.169.254/latest'}).end();
	});

	await assert.rejects(probe(), {
		failure: 'content',
		message: 'The link leads to a private address: 169.254.169.254',
	});
});

test('a refused link, a busy host and a web page fail as they do when a file is saved', async context => {
	const answers: Record<string, readonly [number, Record<string, string>]> = {
		'/refused': [403, {}],
		'/busy': [503, {'retry-after': '9'}],
		'/page': [200, {'content-type': 'text/html'}],
		'/beyond': [416, {}],
	};
	const {probe} = await start(context, ({url = ''}, response) => {
		response.writeHead(...(answers[url] ?? [200, {}])).end('<!doctype html>');
	});

	const failures = await Promise.all(
		Object.keys(answers).map(async path =>
			probe(path).catch((error: unknown) =>
				error instanceof DownloadError ? [error.failure, error.retryAfterMs] : error,
			),
		),
	);

	assert.deepEqual(failures, [
		['link', undefined],
		['transient', 9000],
		['content', undefined],
		['content', undefined],
	]);
});

test('a host that stalls, before its headers or within the body, is given up', async context => {
	const {probe} = await start(
		context,
		({url}, response) => {
			if (url === '/body') {
				response.writeHead(206, {'content-range': 'bytes 0-65535/100000'});
				response.write('x');
			}
		},
		50,
	);

	await assert.rejects(probe('/headers'), {failure: 'transient'});
	await assert.rejects(probe('/body'), {failure: 'transient'});
});

test('an abort ends the measuring with its reason', async context => {
	const controller = new AbortController();
	const reason = new Error('not wanted');
	const {probe} = await start(context, () => controller.abort(reason));

	await assert.rejects(probe('/', controller.signal), reason);
});

test('whatever a host sends, it fails in the one way that is allowed, within the budget', async context => {
	const reply = {status: 206, headers: {} as Record<string, string>, body: Buffer.alloc(0)};
	const {probe, received, service} = await start(context, (_, response) => {
		response.writeHead(reply.status, reply.headers).end(reply.body);
	});
	const movie = await readMedia('index-last.mp4');
	const replies = fc.record({
		status: fc.constantFrom(200, 200, 206, 206, 206, 204, 302, 404, 416, 500),
		contentRange: fc.oneof(
			fc
				.tuple(fc.nat(10), fc.nat(70_000), fc.maxSafeNat())
				.map(([first, last, all]) => `bytes ${first}-${last}/${all}`),
			fc.constantFrom('bytes 0-65535/*', 'bytes 0-0/0', 'bytes */5', ''),
		),
		body: fc.oneof(
			fc.uint8Array({maxLength: 2000}),
			fc
				.tuple(fc.nat(60), fc.uint8Array({maxLength: 2000}))
				.map(([length, rest]) => Buffer.concat([movie.subarray(0, length), rest])),
		),
	});

	await fc.assert(
		fc.asyncProperty(replies, async ({status, contentRange, body}) => {
			Object.assign(reply, {status, headers: {'content-range': contentRange}, body: Buffer.from(body)});
			received.bytes = 0;
			const requestCount = service.requests.length;
			const error: unknown = await probe().catch((thrown: unknown) => thrown);
			return (
				error instanceof DownloadError && received.bytes <= budgetBytes && service.requests.length - requestCount <= 8
			);
		}),
		{numRuns: 300},
	);
});
