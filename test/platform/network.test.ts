import assert from 'node:assert/strict';
import {type TestContext, test} from 'node:test';
import {createLazyNetwork} from '../../source/platform/lazy-network.js';
import {createNetwork} from '../../source/platform/network.js';
import type {TaskId} from '../../source/task/task.js';
import {type FakeService, startFakeService} from '../helpers/fake-service.js';

const never = new AbortController().signal;
const id = 'cgt-20250702010712-qm644' as TaskId;
/** A picture of one pixel. */
const picture = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

/** An API and a media host on this machine, and the network between. */
const setUp = async (context: TestContext, create: typeof createNetwork = createNetwork) => {
	const media = await startFakeService((_request, response) => {
		response.writeHead(200, {'content-type': 'image/png', 'content-length': picture.length});
		response.end(picture);
	});
	const api = await startFakeService((request, response) => {
		response.setHeader('content-type', 'application/json');
		response.end(
			request.url?.startsWith('/v1/task/')
				? JSON.stringify({
						id,
						model: 'seedance',
						status: 'succeeded',
						content: {video_url: `${media.url}/v.png?sign=1`},
						created_at: 1_751_389_632,
					})
				: '{}',
		);
	});
	const network = create({
		baseUrl: new URL(`${api.url}/v1`),
		token: 'sk-secret',
		version: '1.2.3',
		concurrency: undefined,
	});
	context.after(async () => {
		await network.close();
		await Promise.all([api.close(), media.close()]);
	});
	return {api, media, network};
};

const tokensSeenBy = ({requests}: FakeService) => requests.map(({headers}) => headers.authorization);

test('an answer is asked for with the token and read, and the file behind its link comes without the token', async context => {
	const {api, media, network} = await setUp(context);

	const {answer} = await network.askTask(id, never);
	const place = answer?.outputs[0]?.place;
	assert.equal(place?.type, 'url');
	const {totalBytes, chunks} = await network.openMedia(place?.type === 'url' ? place.url : '', never);
	const bytes = Buffer.concat(await Array.fromAsync(chunks));

	assert.equal(answer?.phase, 'succeeded');
	assert.equal(totalBytes, picture.length);
	assert.deepEqual(bytes, picture);
	assert.deepEqual(
		api.requests.map(({method, path}) => `${method} ${path}`),
		[`GET /v1/task/${id}`],
	);
	assert.deepEqual(tokensSeenBy(api), ['Bearer sk-secret']);
	assert.deepEqual(tokensSeenBy(media), [undefined]);
});

test('a service elsewhere may not send us to this machine for a file', async context => {
	const {media} = await setUp(context);
	const network = createNetwork({
		baseUrl: new URL('https://api.example.test'),
		token: 'sk-secret',
		version: '1.2.3',
		concurrency: undefined,
	});
	context.after(network.close);

	await assert.rejects(network.openMedia(`${media.url}/v.png`, never), {name: 'DownloadError'});
	assert.deepEqual(media.requests, []);
});

test('after closing nothing is asked any more', async context => {
	const {api, network} = await setUp(context);

	await network.close();

	await assert.rejects(network.askTask(id, never), {name: 'UnreachableError'});
	assert.deepEqual(api.requests, []);
});

test('loaded when it is first needed it does the same', async context => {
	const {network} = await setUp(context, createLazyNetwork);

	const {answer} = await network.askTask(id, never);

	assert.equal(answer?.phase, 'succeeded');
});

test('what was never needed is closed without being loaded', async () => {
	const network = createLazyNetwork({
		baseUrl: new URL('http://127.0.0.1:9'),
		token: 'sk-secret',
		version: '1.2.3',
		concurrency: 1,
	});

	await network.close();
});
