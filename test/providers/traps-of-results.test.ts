import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {linksOf, loadAnswer, rawReplyOf, readAnswer} from './answer-fixture.js';

const video = 'https://a.example/v.mp4';

for (const [name, phase, body] of [
	['xAI', 'failed', {status: 'done', model: 'm', video: {url: '', respect_moderation: false}}],
	['Veo', 'failed', {name: 'operations/1', done: true, response: {raiMediaFilteredCount: 1}}],
	['fal', 'failed', {status: 'COMPLETED', response_url: 'https://queue.fal.run/a/b/requests/1', error: 'no'}],
	['Jimeng', 'failed', {code: 50_413, data: null, message: 'no'}],
	[
		'Replicate',
		'expired',
		{status: 'succeeded', output: null, data_removed: true, urls: {get: 'https://api.replicate.com/v1/predictions/p'}},
	],
	['kie', 'failed', {code: 200, data: {taskId: 't', state: 'success', resultJson: '{"resultUrls": []}'}}],
	['kie without a result', 'failed', {code: 200, data: {taskId: 't', state: 'success', resultJson: ''}}],
	['Runway', 'failed', {id: 'r', status: 'SUCCEEDED', createdAt: '2024-06-27T19:49:32.334Z', output: []}],
	['Black Forest Labs', 'failed', {id: 'b', status: 'Ready', result: null}],
] as const) {
	test(`trap 8: done without a result is ${phase}: ${name}`, () => {
		const answer = readAnswer(body);

		assert.equal(answer?.phase, phase);
		assert.deepEqual(answer?.outputs, []);
		assert.ok(answer?.error);
	});
}

test('trap 8: the end of an OpenAI video stands in the answer', () => {
	const task = {id: 'v', object: 'video', status: 'completed', expires_at: 1_760_596_106};
	const content = {id: 'v', url: video, expires_at: 1_760_596_106, status: 'ready'};

	assert.equal(readAnswer(task)?.outputs[0]?.expiresAt, 1_760_596_106_000);
	assert.equal(readAnswer(content)?.outputs[0]?.expiresAt, 1_760_596_106_000);
	assert.equal(readAnswer({...task, expires_at: null})?.outputs[0]?.expiresAt, undefined);
});

for (const [name, body] of [
	[
		'what was sent to kie',
		{data: {taskId: 't', state: 'success', param: `{"callBackUrl": "${video}"}`, resultJson: '{"resultUrls": []}'}},
	],
	[
		'what was sent to Replicate, and its own links',
		{status: 'succeeded', input: {image: video}, output: null, urls: {get: video, cancel: video, web: video}},
	],
	['keyframes and previews of Luma', {state: 'completed', request: {keyframes: {frame0: {url: video}}}, assets: null}],
	[
		'copies with a watermark',
		{code: 0, data: {task_status: 'succeed', task_result: {videos: [{url: '', watermark_url: video}]}}},
	],
	['covers', {state: 'success', err_code: '', creations: [{url: '', cover_url: video, watermarked_url: video}]}],
	['a preview of Midjourney', {action: 'X', status: 'IN_PROGRESS', submitTime: 1, imageUrl: video}],
	['the last frame of Ark', {id: 'cgt-1', status: 'succeeded', content: {last_frame_url: video}}],
	['a preview of Black Forest Labs', {id: 'b', status: 'Ready', result: null, preview: {sample: video}}],
	[
		'thumbnails of PiAPI',
		{data: {task_id: 't', status: 'completed', output: {thumbnail: {url: video}, last_frame: {url: video}}}},
	],
] as const) {
	test(`trap 9: a link that is no result is no output: ${name}`, () => {
		assert.deepEqual(linksOf(body), []);
	});
}

test('trap 9: one file in four places is one output', () => {
	const file = {url: video, download_url: video};

	assert.deepEqual(linksOf({state: 'completed', video: file, artifact: {video: file}, assets: {video}}), [
		`video ${video}`,
	]);
});

test('trap 10: fail_reason may hold the link of a success, and an error with code 0 is none', () => {
	const data = {task_id: 't', status: 'SUCCESS', fail_reason: video, progress: '100%', data: null};

	assert.deepEqual(readAnswer({code: 'success', data}), {
		family: 'new-api',
		phase: 'succeeded',
		statusText: 'SUCCESS',
		progress: 100,
		outputs: [{kind: 'video', place: {type: 'url', url: video}}],
	});
	assert.equal(
		readAnswer({task_id: 't', status: 'completed', url: video, error: {code: 0, message: 'string'}})?.error,
		undefined,
	);
});

test('trap 14: links keep every byte, get a scheme, and are nothing but http and https', () => {
	const signed = 'http://a.example/v.mp4?X-Sig=a%2Fb%3d+c&e=%20~&u=..';
	const linkOf = (url: string) => linksOf({state: 'success', creations: [{url}]});

	assert.deepEqual(linkOf(signed), [`video ${signed}`]);
	assert.deepEqual(linkOf('www.a.example/v.mp4'), ['video https://www.a.example/v.mp4']);
	assert.deepEqual(linkOf('https://cdn.example/...'), ['video https://cdn.example/...']);
	for (const url of ['gs://bucket/v.mp4', 'ftp://a.example/v.mp4', 'file:///etc/passwd', 'javascript:0', '/v.mp4']) {
		assert.deepEqual(linkOf(url), []);
	}
});

test('trap 15: what needs the token is a path of the API, never an address', () => {
	for (const name of ['fal-completed.json', 'veo-succeeded.json']) {
		const {answer} = readReply(rawReplyOf(loadAnswer(name)));
		const place = answer?.outputs[0]?.place;

		assert.equal(place?.type, 'content');
		assert.match(place?.type === 'content' ? place.path : '', /^\/[a-z]/);
	}
});

test('trap 19: an identifier with a slash stays one part of a path', () => {
	const place = readAnswer({id: 'sora-2:a/../b?c', object: 'video', status: 'completed'})?.outputs[0]?.place;

	assert.deepEqual(place, {type: 'content', path: '/v1/videos/sora-2%3Aa%2F..%2Fb%3Fc/content'});
});

test('trap 21: what a file is comes from its name, and a size of 0 bytes is none', () => {
	const body = {file: {bytes: 0, filename: 'x.png', download_url: video}, base_resp: {status_code: 0}};

	assert.deepEqual(linksOf(body), [`image ${video}`]);
	assert.deepEqual(linksOf({state: 'success', creations: [{url: 'https://a.example/i.PNG?x=.mp4'}]}), [
		'image https://a.example/i.PNG?x=.mp4',
	]);
});
