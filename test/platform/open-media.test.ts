import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {type TestContext, test} from 'node:test';
import {createMediaAgent} from '../../source/platform/http-agents.js';
import {parseMediaUrl} from '../../source/platform/media-url.js';
import {createOpenMedia} from '../../source/platform/open-media.js';
import {startFakeService} from '../helpers/fake-service.js';

const {signal: never} = new AbortController();

const start = async (
	context: TestContext,
	handler: (request: IncomingMessage, response: ServerResponse) => void,
	{isLoopbackAllowed = true, idleTimeoutMs}: {isLoopbackAllowed?: boolean; idleTimeoutMs?: number} = {},
) => {
	const service = await startFakeService(handler);
	const agent = createMediaAgent({isLoopbackAllowed});
	context.after(async () => {
		await agent.destroy();
		await service.close();
	});
	const openMedia = createOpenMedia({agent, isLoopbackAllowed, idleTimeoutMs});
	return {openMedia, service, host: new URL(service.url).host};
};

const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<string> =>
	Buffer.concat(await Array.fromAsync(chunks)).toString();

test('a link is opened without credentials and unencoded', async context => {
	const {openMedia, service} = await start(context, (_, response) => {
		response.writeHead(200, {'content-length': '5', 'content-type': 'video/mp4'}).end('bytes');
	});

	const {totalBytes, chunks} = await openMedia(`${service.url}/a.mp4?sign=1`, never);

	assert.equal(totalBytes, 5);
	assert.equal(await collect(chunks), 'bytes');
	const [request] = service.requests;
	assert.equal(request?.path, '/a.mp4?sign=1');
	assert.deepEqual(
		{authorization: request?.headers.authorization, encoding: request?.headers['accept-encoding']},
		{authorization: undefined, encoding: 'identity'},
	);
});

test('the length is open where the host does not tell it', async context => {
	const {openMedia, service} = await start(context, (_, response) => {
		response.write('by');
		response.end('tes');
	});

	const {totalBytes, chunks} = await openMedia(service.url, never);

	assert.equal(totalBytes, undefined);
	assert.equal(await collect(chunks), 'bytes');
});

test('a body whose end is nothing but that of its connection is told as such', async context => {
	const {openMedia, service} = await start(context, ({url}, response) => {
		if (url === '/open') {
			response.useChunkedEncodingByDefault = false;
			response.removeHeader('transfer-encoding');
		}

		response.write('by');
		response.end('tes');
	});

	const [open, chunked] = await Promise.all([
		openMedia(`${service.url}/open`, never),
		openMedia(`${service.url}/chunked`, never),
	]);

	assert.deepEqual([open.isEndOpen, chunked.isEndOpen], [true, false]);
	assert.equal(await collect(open.chunks), 'bytes');
});

test('five redirects are followed, a sixth is not', async context => {
	const {openMedia, service, host} = await start(context, ({url}, response) => {
		const rest = Number(url?.slice(1));
		if (rest === 0) {
			response.end('bytes');
		} else {
			response.writeHead(302, {location: String(rest - 1)}).end();
		}
	});

	const {chunks} = await openMedia(`${service.url}/5`, never);
	assert.equal(await collect(chunks), 'bytes');

	await assert.rejects(openMedia(`${service.url}/6`, never), {
		failure: 'content',
		message: `${host} redirects more than 5 times`,
	});
});

test('a redirect to a private address, to another kind of place or to nowhere is refused', async context => {
	const locations: Record<string, string> = {
		'/metadata': 'http://169.254.169.254/latest',
		'/file': 'file:///etc/passwd',
	};
	const {openMedia, service, host} = await start(context, ({url = ''}, response) => {
		const location = locations[url];
		response.writeHead(302, location === undefined ? {} : {location}).end();
	});

	await assert.rejects(openMedia(`${service.url}/metadata`, never), {
		failure: 'content',
		message: 'The link leads to a private address: 169.254.169.254',
	});
	await assert.rejects(openMedia(`${service.url}/file`, never), {
		failure: 'content',
		message: 'The link is no web address',
	});
	await assert.rejects(openMedia(`${service.url}/nowhere`, never), {
		failure: 'content',
		message: `${host} redirects to nowhere`,
	});
});

test('this machine is not reached by an address, a disguised address or a name unless it is allowed', async context => {
	const {openMedia, service} = await start(context, (_, response) => response.end('secret'), {
		isLoopbackAllowed: false,
	});
	const {port} = new URL(service.url);

	for (const host of ['127.0.0.1', '0x7f.1', '2130706433', '[::ffff:127.0.0.1]', 'localhost']) {
		await assert.rejects(openMedia(`http://${host}:${port}/`, never), {
			failure: 'content',
			message: /^The link leads to a private address: /v,
		});
	}

	assert.deepEqual(service.requests, []);
});

test('a name of this machine is reached where that is allowed', async context => {
	const {openMedia, service} = await start(context, (_, response) => response.end('bytes'));

	const {chunks} = await openMedia(`http://localhost:${new URL(service.url).port}/`, never);

	assert.equal(await collect(chunks), 'bytes');
});

test('a link that is refused says so, with the word of the host', async context => {
	const {openMedia, service, host} = await start(context, ({url}, response) => {
		response.writeHead(Number(url?.slice(1)), {'content-type': 'application/xml'});
		response.end('<?xml version="1.0"?><Error><Code>ExpiredToken</Code></Error>');
	});

	for (const status of [400, 401, 403, 404, 410]) {
		await assert.rejects(openMedia(`${service.url}/${status}`, never), {
			failure: 'link',
			message: `${host} refuses the link (HTTP ${status}, ExpiredToken)`,
		});
	}

	await assert.rejects(openMedia(`${service.url}/405`, never), {failure: 'content'});
});

test('a host that is busy is a transient failure, with the wait it asks for', async context => {
	const {openMedia, service, host} = await start(context, ({url}, response) => {
		response.writeHead(Number(url?.slice(1)), {'retry-after': '9'}).end();
	});

	for (const status of [408, 429, 500, 503]) {
		await assert.rejects(openMedia(`${service.url}/${status}`, never), {
			failure: 'transient',
			message: `${host} is not ready (HTTP ${status})`,
			retryAfterMs: 9000,
		});
	}
});

test('what is no media is refused by its headers', async context => {
	const answers: Record<string, readonly [number, Record<string, string>]> = {
		'/html': [200, {'content-type': 'text/html; charset=utf-8'}],
		'/json': [200, {'content-type': 'application/problem+json'}],
		'/gzip': [200, {'content-encoding': 'gzip'}],
		'/part': [206, {}],
		'/none': [204, {}],
	};
	const {openMedia, service, host} = await start(context, ({url = ''}, response) => {
		response.writeHead(...(answers[url] ?? [200, {}])).end();
	});

	const messages = await Promise.all(
		Object.keys(answers).map(async path =>
			openMedia(service.url + path, never).catch((error: unknown) => String(error).replace(host, 'HOST')),
		),
	);

	assert.deepEqual(messages, [
		'DownloadError: HOST sent text/html; charset=utf-8 instead of a media file',
		'DownloadError: HOST sent application/problem+json instead of a media file',
		'DownloadError: HOST sent the file in an encoding we did not ask for: gzip',
		'DownloadError: HOST sent no file (HTTP 206)',
		'DownloadError: HOST sent no file (HTTP 204)',
	]);
});

test('a body that breaks off is a transient failure', async context => {
	const {openMedia, service, host} = await start(context, (_, response) => {
		response.writeHead(200, {'content-length': '100'});
		response.write('x', () => response.destroy());
	});

	const {chunks} = await openMedia(service.url, never);

	await assert.rejects(collect(chunks), {failure: 'transient', message: `${host} is out of reach: connection lost`});
});

test('a host that does not answer in time is a transient failure', async context => {
	const {openMedia, service, host} = await start(context, () => undefined, {idleTimeoutMs: 50});

	await assert.rejects(openMedia(service.url, never), {
		failure: 'transient',
		message: `${host} is out of reach: no answer in time`,
	});
});

/** A host of a file without a name or a date, that sends its rest from the 16 KiB before `offsetBytes` on in slices. */
const startSeam = async (context: TestContext, sentBytes: number) => {
	const file = randomBytes(40_000);
	const offsetBytes = 30_000;
	const first = offsetBytes - 16 * 1024;
	const {openMedia, service, host} = await start(context, (_, response) => {
		response.writeHead(206, {
			'content-range': `bytes ${first}-${file.length - 1}/${file.length}`,
			'content-length': file.length - first,
		});
		for (let offset = first; offset < first + sentBytes; offset += 1000) {
			response.write(file.subarray(offset, Math.min(offset + 1000, first + sentBytes)));
		}

		response.write('', () => (sentBytes < file.length - first ? response.destroy() : response.end()));
	});
	const lastBytes = async (length: number) => file.subarray(offsetBytes - length, offsetBytes);
	return {file, host, open: async () => openMedia(service.url, never, {offsetBytes, lastBytes})};
};

test('the rest of a file that comes in slices begins right behind the bytes that are known', async context => {
	const {file, open} = await startSeam(context, 26_384);

	const {startsAt, totalBytes, chunks} = await open();

	assert.deepEqual([startsAt, totalBytes], [30_000, 40_000]);
	assert.deepEqual(Buffer.concat(await Array.fromAsync(chunks)), file.subarray(30_000));
});

test('a connection that is lost before the rest begins is a transient failure', async context => {
	const {open, host} = await startSeam(context, 10_000);

	await assert.rejects(open(), {failure: 'transient', message: `${host} is out of reach: connection lost`});
});

test('an abort ends the opening and the body', async context => {
	const reason = new Error('not wanted');
	const [first, second] = [new AbortController(), new AbortController()];
	const {openMedia, service} = await start(context, ({url}, response) => {
		if (url === '/body') {
			response.write('x');
		} else {
			first.abort(reason);
		}
	});

	await assert.rejects(openMedia(`${service.url}/headers`, first.signal), reason);

	const {chunks} = await openMedia(`${service.url}/body`, second.signal);
	second.abort(reason);
	await assert.rejects(collect(chunks));
});

test('a way from a protected address back to an unprotected one is refused', () => {
	const from = new URL('https://media.test/a');

	assert.throws(() => parseMediaUrl('http://media.test/b', {from, isLoopbackAllowed: false}), {
		failure: 'content',
		message: 'media.test redirects to an unprotected address: media.test',
	});
});

test('what a host writes into its headers is inert', async context => {
	const hostile = '\u009B2J\u009D52;c;eA==\u009C\u0085\tx';
	const answers: Readonly<Record<string, Record<string, string>>> = {
		'/page': {'content-type': `text/html; ${hostile}`},
		'/encoded': {'content-encoding': `br${hostile}`},
	};
	const {openMedia, service, host} = await start(context, ({url = ''}, response) => {
		response.writeHead(200, answers[url]).end();
	});

	await assert.rejects(openMedia(`${service.url}/page`, never), {
		message: `${host} sent text/html; x instead of a media file`,
	});
	await assert.rejects(openMedia(`${service.url}/encoded`, never), {
		message: `${host} sent the file in an encoding we did not ask for: br x`,
	});
});
