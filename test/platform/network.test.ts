import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm} from 'node:fs/promises';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {createOutputSaver} from '../../source/engine/save-output.js';
import {createLazyNetwork} from '../../source/platform/lazy-network.js';
import {createNetwork, type Network, type NetworkOptions} from '../../source/platform/network.js';
import {createOpenPartFile} from '../../source/platform/open-part-file.js';
import {createSystemClock} from '../../source/platform/system-clock.js';
import {createAppStore} from '../../source/store/app-store.js';
import {fileKey} from '../../source/task/download.js';
import type {Output, TaskId} from '../../source/task/task.js';
import {accountAt} from '../helpers/accounts.js';
import {answerFolderFor} from '../helpers/answer-files.js';
import {type FakeService, startFakeService} from '../helpers/fake-service.js';
import {taskId} from '../helpers/watches.js';

const never = new AbortController().signal;
const id = 'cgt-20250702010712-qm644' as TaskId;
/** A picture of one pixel. */
const picture = Buffer.from(
	'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
	'base64',
);

const sendPicture = (response: ServerResponse): void => {
	response.writeHead(200, {'content-type': 'image/png', 'content-length': picture.length});
	response.end(picture);
};

const sendJson = (response: ServerResponse, body: unknown): void => {
	response.writeHead(200, {'content-type': 'application/json'}).end(JSON.stringify(body));
};

const networkOptions = (
	context: TestContext,
	url: string,
	parts?: Parameters<typeof accountAt>[1],
): NetworkOptions => ({
	accounts: [accountAt(url, parts)],
	profileOf: () => 'default',
	answerFolder: answerFolderFor(context),
	version: '1.2.3',
	now: () => Date.UTC(2030, 0, 1),
});

/** An API and a media host on this machine, and the network between. */
const startNetwork = async (
	context: TestContext,
	answer: (request: IncomingMessage, response: ServerResponse, mediaUrl: string) => void,
	{
		create = createNetwork,
		base = '',
		...parts
	}: Parameters<typeof accountAt>[1] & {create?: typeof createNetwork; base?: string} = {},
) => {
	const media = await startFakeService((_request, response) => sendPicture(response));
	const api = await startFakeService((request, response) => answer(request, response, media.url));
	const network = create(networkOptions(context, api.url + base, parts));
	context.after(async () => {
		await network.close();
		await Promise.all([api.close(), media.close()]);
	});
	return {api, media, network};
};

/** The aggregator with a task of Seedance that is done. */
const setUp = async (context: TestContext, create: typeof createNetwork = createNetwork) =>
	startNetwork(
		context,
		(request, response, mediaUrl) =>
			sendJson(
				response,
				request.url?.startsWith('/v1/task/')
					? {
							id,
							model: 'seedance',
							status: 'succeeded',
							content: {video_url: `${mediaUrl}/v.png?sign=1`},
							created_at: 1_751_389_632,
						}
					: {},
			),
		{create, base: '/v1', key: 'sk-secret'},
	);

/** Save an output as the downloader does, into a folder that goes with the test. */
const save = async (context: TestContext, network: Network, output: Output | undefined) => {
	const folder = await mkdtemp(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(async () => rm(folder, {recursive: true, force: true}));
	assert.ok(output);
	const saver = createOutputSaver({
		...network,
		owner: {key: fileKey(id, 0), id, stem: 'result'},
		clock: createSystemClock(),
		ensureRoom: async () => undefined,
		openPartFile: createOpenPartFile({outputFolder: folder, now: Date.now}),
		signal: never,
	});
	const saved = await saver.save(output, () => undefined);
	return {...saved, name: path.basename(saved.path), content: await readFile(saved.path)};
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
	const network = createNetwork(networkOptions(context, 'https://api.example.test'));
	context.after(network.close);

	await assert.rejects(network.openMedia(`${media.url}/v.png`, never), {name: 'DownloadError'});
	assert.deepEqual(media.requests, []);
});

test('one service elsewhere is enough that nothing may send us to this machine', async context => {
	const {api, media} = await setUp(context);
	const accounts = [accountAt(api.url), accountAt('https://api.example.test', {profile: 'work'})];
	const network = createNetwork({...networkOptions(context, api.url), accounts});
	context.after(network.close);

	await assert.rejects(network.openMedia(`${media.url}/v.png`, never), {name: 'DownloadError'});
	assert.deepEqual(media.requests, []);
});

test('a picture behind a link is saved as it is', async context => {
	const {network} = await setUp(context);
	const {answer} = await network.askTask(id, never);

	const {name, bytes, content} = await save(context, network, answer?.outputs[0]);

	assert.deepEqual([name, bytes], ['result.png', picture.length]);
	assert.deepEqual(content, picture);
});

const soraId = taskId('video_1');
const sora = {id: soraId, object: 'video', status: 'completed', created_at: 1_760_592_434};

test('the content of an OpenAI video that is bytes is saved as they come, with one question', async context => {
	const {api, media, network} = await startNetwork(
		context,
		({url}, response) => (url?.endsWith('/content') ? sendPicture(response) : sendJson(response, sora)),
		{service: 'openai'},
	);
	const {answer} = await network.askTask(soraId, never);

	const {name, content} = await save(context, network, answer?.outputs[0]);

	assert.equal(name, 'result.png');
	assert.deepEqual(content, picture);
	assert.deepEqual(
		api.requests.map(request => request.path),
		['/v1/videos/video_1', '/v1/videos/video_1/content'],
	);
	assert.deepEqual(media.requests, []);
});

test('the content of an OpenAI video that is JSON is a link, and is never saved itself', async context => {
	const {media, network} = await startNetwork(
		context,
		({url}, response, mediaUrl) =>
			sendJson(response, url?.endsWith('/content') ? {id: soraId, url: `${mediaUrl}/v.png`, status: 'ready'} : sora),
		{service: 'openai'},
	);
	const {answer} = await network.askTask(soraId, never);

	const {content} = await save(context, network, answer?.outputs[0]);

	assert.deepEqual(content, picture);
	assert.deepEqual(tokensSeenBy(media), [undefined]);
});

const veoId = taskId('gemini:models/veo-3/operations/op-1');
const veoFile = '/v1beta/files/X:download?alt=media';

test('a file of Gemini is asked for with the key, and where that leads elsewhere it stays behind', async context => {
	const {api, media, network} = await startNetwork(
		context,
		({url}, response, mediaUrl) => {
			if (url === veoFile) {
				response.writeHead(302, {location: `${mediaUrl}/signed?x=1`}).end();
				return;
			}

			const uri = `https://generativelanguage.googleapis.com${veoFile}`;
			sendJson(response, {
				name: 'models/veo-3/operations/op-1',
				done: true,
				response: {generateVideoResponse: {generatedSamples: [{video: {uri}}]}},
			});
		},
		{service: 'gemini', key: 'AIza-secret'},
	);
	const {answer} = await network.askTask(veoId, never);

	const {content} = await save(context, network, answer?.outputs[0]);

	assert.deepEqual(content, picture);
	assert.deepEqual(
		api.requests.map(request => [request.path, request.headers['x-goog-api-key']]),
		[
			['/v1beta/models/veo-3/operations/op-1', 'AIza-secret'],
			[veoFile, 'AIza-secret'],
		],
	);
	assert.deepEqual(
		media.requests.map(request => request.path),
		['/signed?x=1'],
	);
	assert.ok(!JSON.stringify(media.requests).includes('AIza-secret'));
});

test('each task is asked at the account of its profile, with the key of that alone', async context => {
	const [one, two] = await Promise.all(
		['one', 'two'].map(async () => startFakeService((_request, response) => sendJson(response, {}))),
	);
	assert.ok(one && two);
	const store = createAppStore(0);
	store.getState().watch([taskId('1'), taskId('2')], 0, of => `profile-${of}`);
	const network = createNetwork({
		...networkOptions(context, one.url),
		accounts: [
			accountAt(one.url, {profile: 'profile-1', key: 'key-1'}),
			accountAt(two.url, {profile: 'profile-2', key: 'key-2', service: 'vidu'}),
		],
		profileOf: of => store.getState().watches.get(of)?.profile ?? '',
	});
	context.after(async () => {
		await network.close();
		await Promise.all([one.close(), two.close()]);
	});

	await Promise.all([network.askTask(taskId('1'), never), network.askTask(taskId('2'), never)]);

	assert.deepEqual(
		[one, two].map(({requests}) => requests.map(({path: asked, headers}) => [asked, headers.authorization])),
		[[['/task/1', 'Bearer key-1']], [['/ent/v2/tasks/2/creations', 'Token key-2']]],
	);
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

test('what was never needed is closed without being loaded', async context => {
	const network = createLazyNetwork(networkOptions(context, 'http://127.0.0.1:9'));

	await network.close();
});
