import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import type {Json} from '../../../source/platform/demo/answers/answer.js';
import {type DemoServiceOptions, startDemoService} from '../../../source/platform/demo/demo-service.js';
import {moreTasksScript} from '../../../source/platform/demo/script.js';
import {createManualClock} from './fixed-time.js';

const setUp = async (context: TestContext, options: Partial<DemoServiceOptions> = {}) => {
	const clock = createManualClock();
	const service = await startDemoService({now: clock.now, wait: async () => {}, ...options});
	context.after(service.close);
	const ask = async (path: string): Promise<Response> =>
		fetch(`${service.apiUrl}${path}`, {headers: {authorization: `Bearer ${service.token}`}});
	return {clock, service, ask};
};

/** All links to the media host in a body, at any depth. */
const linksIn = (value: unknown): readonly string[] => {
	if (typeof value === 'string') {
		return value.startsWith('http://127.0.0.1') ? [value] : [];
	}

	return typeof value === 'object' && value !== null ? Object.values(value).flatMap(linksIn) : [];
};

test('the service and its media are two origins, both on loopback', async context => {
	const {service} = await setUp(context);

	assert.match(service.apiUrl, /^http:\/\/127\.0\.0\.1:\d+$/);
	assert.match(service.mediaUrl, /^http:\/\/127\.0\.0\.1:\d+$/);
	assert.notEqual(service.apiUrl, service.mediaUrl);
});

test('the token follows from the random numbers', async context => {
	const {service} = await setUp(context, {random: () => 0.5});

	assert.equal(service.token, `sk-demo-${'i'.repeat(40)}`);
});

test('a dozen tasks are told, some with a label', async context => {
	const {service} = await setUp(context);

	assert.equal(service.tasks.length, 12);
	assert.deepEqual(service.tasks[2], {id: '809413373237157888', label: '雨夜街头'});
	assert.deepEqual(service.tasks[4], {id: '314052875571409'});
});

test('only questions are taken', async context => {
	const {service} = await setUp(context);

	const response = await fetch(`${service.apiUrl}/task/1`, {method: 'DELETE'});

	assert.equal(response.status, 405);
	assert.equal(response.headers.get('allow'), 'GET');
	await response.text();
});

test('everything that any task made can be fetched in the end', async context => {
	const {clock, service, ask} = await setUp(context);
	const ids = [...service.tasks, ...moreTasksScript].map(({id}) => id);
	for (const seconds of [0, 41, 42, 60]) {
		clock.setSeconds(seconds);
		await Promise.all(ids.map(async id => (await ask(`/task/${id}`)).text()));
	}

	const bodies = await Promise.all(ids.map(async id => (await ask(`/task/${id}`)).json() as Promise<Json>));
	const files = await Promise.all(
		bodies
			.flatMap(body => (typeof body['file_id'] === 'string' ? [body['file_id']] : []))
			.map(async id => (await ask(`/task/minimax/v1/files/retrieve?file_id=${id}`)).json()),
	);
	const media = await Promise.all(linksIn([bodies, files]).map(link => fetch(link, {method: 'HEAD'})));

	assert.deepEqual([...new Set(media.map(({status}) => status))], [200]);
	assert.equal(media.length, 17);
	assert.equal(service.leakedTokenCount(), 0);
});

test('the slow download is large and real', async context => {
	const {clock, ask} = await setUp(context);
	clock.setSeconds(9);
	const body = (await (await ask('/task/809413373237157888')).json()) as {
		readonly content: {readonly video_url: string};
	};

	const response = await fetch(body.content.video_url);

	assert.equal((await response.arrayBuffer()).byteLength, 6_000_000);
});

test('a token that reaches the media host is noticed', async context => {
	const {service} = await setUp(context);

	const response = await fetch(service.mediaUrl, {headers: {authorization: `Bearer ${service.token}`}});

	assert.equal(response.status, 400);
	assert.equal(service.leakedTokenCount(), 1);
	await response.text();
});

test('closing ends a download in the middle, and may be done twice', async context => {
	const waiting = Promise.withResolvers<void>();
	let waitCount = 0;
	const {clock, service, ask} = await setUp(context, {
		async wait(_milliseconds, signal) {
			waitCount++;
			if (waitCount > 1) {
				waiting.resolve();
				await new Promise((_resolve, reject) => {
					signal.addEventListener('abort', () => reject(signal.reason));
				});
			}
		},
	});
	clock.setSeconds(9);
	const body = (await (await ask('/task/809413373237157888')).json()) as {
		readonly content: {readonly video_url: string};
	};
	const response = await fetch(body.content.video_url);
	const download = response.arrayBuffer();
	await waiting.promise;

	await Promise.all([service.close(), assert.rejects(download)]);
	await service.close();

	await assert.rejects(fetch(service.apiUrl));
	await assert.rejects(fetch(service.mediaUrl));
});
