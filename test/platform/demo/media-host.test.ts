import assert from 'node:assert/strict';
import test, {type TestContext} from 'node:test';
import {createCatalogue} from '../../../source/platform/demo/catalogue.js';
import type {DemoTask} from '../../../source/platform/demo/demo-task.js';
import {listenOnLoopback} from '../../../source/platform/demo/http/loopback-server.js';
import {createLinkSigner} from '../../../source/platform/demo/links.js';
import {clipBytes} from '../../../source/platform/demo/media/mp4.js';
import {createMediaHost} from '../../../source/platform/demo/media-host.js';
import {createManualClock, startedAt} from './fixed-time.js';

const task: DemoTask = {
	id: '1',
	shape: 'ark',
	prompt: '',
	createdAtSeconds: 0,
	runsAtSeconds: 1,
	settlesAtSeconds: 2,
	outcome: {
		type: 'succeeded',
		media: [
			{type: 'clip', clip: 'wide'},
			{type: 'picture', width: 4, height: 4, sky: [0, 0]},
			{type: 'clip', clip: 'wide', paddedToBytes: 250_000, bytesPerSecond: 100_000},
		],
	},
};

const setUp = async (context: TestContext) => {
	const clock = createManualClock();
	const signer = createLinkSigner('a secret');
	const waits: number[] = [];
	const host = createMediaHost({
		catalogue: createCatalogue([task]),
		signer,
		now: clock.now,
		pace: 2,
		async wait(milliseconds) {
			waits.push(milliseconds);
		},
		signal: new AbortController().signal,
	});
	const server = await listenOnLoopback(host.listener);
	context.after(server.close);

	const linkTo = (path: string) =>
		`${server.origin}${signer.sign({path, style: 'oss', issuedAt: startedAt, lifetimeMs: 60_000})}`;
	return {clock, host, waits, linkTo, video: linkTo('/ark/1/output-1.mp4')};
};

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());

test('a video comes whole, with all that a download needs to know', async context => {
	const {video} = await setUp(context);

	const response = await fetch(video);

	assert.equal(response.status, 200);
	assert.deepEqual(await bytesOf(response), clipBytes('wide'));
	assert.equal(response.headers.get('content-type'), 'video/mp4');
	assert.equal(response.headers.get('content-length'), String(clipBytes('wide').length));
	assert.equal(response.headers.get('accept-ranges'), 'bytes');
	assert.match(response.headers.get('etag') ?? '', /^"[\da-f]{32}"$/);
	assert.equal(response.headers.get('last-modified'), 'Sun, 26 Oct 2025 04:50:58 GMT');
});

test('a picture is told as such', async context => {
	const {linkTo} = await setUp(context);

	const response = await fetch(linkTo('/ark/1/output-2.png'));

	assert.equal(response.headers.get('content-type'), 'image/png');
	assert.equal((await bytesOf(response)).toString('latin1', 1, 4), 'PNG');
});

test('HEAD tells the same without the bytes', async context => {
	const {video, linkTo, waits} = await setUp(context);

	const response = await fetch(video, {method: 'HEAD'});
	const slow = await fetch(linkTo('/ark/1/output-3.mp4'), {method: 'HEAD'});

	assert.equal(response.headers.get('content-length'), String(clipBytes('wide').length));
	assert.equal((await bytesOf(response)).length, 0);
	assert.equal(slow.headers.get('content-length'), '250000');
	assert.deepEqual(waits, []);
});

test('a part of a video can be had', async context => {
	const {video} = await setUp(context);

	const response = await fetch(video, {headers: {range: 'bytes=100-199'}});

	assert.equal(response.status, 206);
	assert.equal(response.headers.get('content-range'), `bytes 100-199/${clipBytes('wide').length}`);
	assert.deepEqual(await bytesOf(response), clipBytes('wide').subarray(100, 200));
});

test('a part beyond the end is refused', async context => {
	const {video} = await setUp(context);

	const response = await fetch(video, {headers: {range: 'bytes=99999999-'}});

	assert.equal(response.status, 416);
	assert.equal(response.headers.get('content-range'), `bytes */${clipBytes('wide').length}`);
});

test('a part of another version is answered with the whole', async context => {
	const {video} = await setUp(context);
	const etag = (await fetch(video, {method: 'HEAD'})).headers.get('etag') ?? '';

	const same = await fetch(video, {headers: {range: 'bytes=0-9', 'if-range': etag}});
	const other = await fetch(video, {headers: {range: 'bytes=0-9', 'if-range': '"another"'}});

	assert.deepEqual([same.status, other.status], [206, 200]);
	await Promise.all([bytesOf(same), bytesOf(other)]);
});

test('a request with a token is refused and counted', async context => {
	const {video, host} = await setUp(context);

	const response = await fetch(video, {headers: {authorization: 'Bearer secret'}});

	assert.equal(response.status, 400);
	assert.match(await response.text(), /<Code>InvalidArgument<\/Code>/);
	assert.equal(host.authorizedRequestCount(), 1);
});

test('an expired link is refused', async context => {
	const {clock, video} = await setUp(context);
	clock.setSeconds(61);

	const response = await fetch(video);

	assert.equal(response.status, 403);
	assert.equal(response.headers.get('content-type'), 'application/xml');
	assert.match(await response.text(), /<Code>AccessDenied<\/Code><Message>Request has expired<\/Message>/);
});

test('a link that was tampered with is refused', async context => {
	const {video} = await setUp(context);

	const response = await fetch(video.replace('output-1.mp4', 'output-3.mp4'));

	assert.equal(response.status, 403);
	assert.match(await response.text(), /<Code>SignatureDoesNotMatch<\/Code>/);
});

test('a link to nothing is not found, and nothing can be sent there', async context => {
	const {linkTo, video} = await setUp(context);

	const missing = await fetch(linkTo('/ark/1/output-9.mp4'));
	const posted = await fetch(video, {method: 'POST'});

	assert.deepEqual([missing.status, posted.status], [404, 405]);
	await Promise.all([missing.text(), posted.text()]);
});

test('a slow file takes as long as its size and speed say', async context => {
	const {linkTo, waits} = await setUp(context);

	const response = await fetch(linkTo('/ark/1/output-3.mp4'));

	assert.deepEqual(await bytesOf(response), clipBytes('wide', 250_000));
	// 250 000 bytes at 100 000 a second and twice the pace.
	assert.equal(
		waits.reduce((sum, wait) => sum + wait, 0),
		1250,
	);
	assert.equal(Math.max(...waits), 50);
});
