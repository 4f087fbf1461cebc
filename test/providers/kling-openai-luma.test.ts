import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {linksOf, readAnswer, replyOf} from './answer-fixture.js';

for (const [state, codes] of [
	['auth', [1000, 1001, 1002, 1003, 1004]],
	['quota', [1100, 1101, 1102]],
	['rate_limited', [1302, 1303]],
	['not_found', [1203]],
	['gateway', [5000, 5001, 5002]],
	['bad_response', [1200, 1301]],
] as const) {
	test(`the codes ${codes.join(', ')} of Kling say ${state} of the question and nothing of the task`, () => {
		for (const code of codes) {
			const message = 'no';
			const {answer, problem} = readReply(replyOf({code, message, request_id: 'r'}));

			assert.equal(answer, undefined);
			assert.equal(problem?.state, state);
		}
	});
}

test('SUCCEED of Kling speaks of the question while the task fails', () => {
	const data = {task_status: 'failed', task_status_msg: 'risk control', task_result: {}, created_at: 1_731_233_182_965};

	assert.deepEqual(readReply(replyOf({code: 0, message: 'SUCCEED', data})), {
		answer: {
			family: 'kling',
			phase: 'failed',
			statusText: 'failed',
			outputs: [],
			error: 'risk control',
			createdAt: 1_731_233_182_965,
		},
	});
});

test('the identifier of an OpenAI video is encoded in the path of its content', () => {
	const body = {id: 'sora-2:task/01k', object: 'video', status: 'completed', seconds: '8', size: '1280x720'};

	assert.deepEqual(readAnswer(body), {
		family: 'openai-video',
		phase: 'succeeded',
		statusText: 'completed',
		outputs: [{kind: 'video', place: {type: 'content', path: '/v1/videos/sora-2%3Atask%2F01k/content'}}],
		durationSeconds: 8,
		width: 1280,
		height: 720,
		resolutionSource: 'answer',
	});
});

test('a link in the metadata of an OpenAI video spares the question for its content', () => {
	const body = {id: 'v', object: 'video', status: 'completed', metadata: {url: 'https://a.example/v.mp4'}};

	assert.deepEqual(linksOf(body), ['video https://a.example/v.mp4']);
});

test('progress of 100 is no success, and an unfinished video has no output', () => {
	const answer = readAnswer({id: 'v', object: 'video', status: 'in_progress', progress: 100});

	assert.equal(answer?.phase, 'running');
	assert.equal(answer?.progress, 100);
	assert.deepEqual(answer?.outputs, []);
});

test('an OpenAI video tells why it failed', () => {
	const body = {id: 'v', object: 'video', status: 'failed', error: {code: 'moderation_blocked', message: 'blocked'}};

	assert.equal(readAnswer(body)?.error, 'blocked');
});

test('inputs, thumbnails and previews of Luma are not results', () => {
	const body = {
		state: 'completed',
		generation_type: 'video',
		assets: {video: null, image: 'https://a.example/thumb.jpg', progress_video: 'https://a.example/progress.mp4'},
		request: {keyframes: {frame0: {type: 'image', url: 'https://a.example/in.jpg'}}},
		thumbnail: {url: 'https://a.example/thumb'},
	};

	assert.deepEqual(linksOf(body), []);
});

test('an image of Luma is an image', () => {
	const body = {state: 'completed', generation_type: 'image', assets: {image: 'https://a.example/i.jpg'}};

	assert.deepEqual(linksOf(body), ['image https://a.example/i.jpg']);
});

test('the length of a Luma video is that of its raw file', () => {
	const body = {
		state: 'completed',
		video: {url: 'https://a.example/v.mp4', width: 0, height: 0},
		video_raw: {duration: 5.2},
	};

	assert.equal(readAnswer(body)?.durationSeconds, 5.2);
	assert.equal(readAnswer(body)?.width, undefined);
});

test('Luma tells why a task failed', () => {
	assert.equal(readAnswer({state: 'failed', failure_reason: 'moderated', assets: null})?.error, 'moderated');
});
