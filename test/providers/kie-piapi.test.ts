import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {linksOf, readAnswer, replyOf} from './answer-fixture.js';

const kieTask = (data: object) => ({code: 200, msg: 'success', data: {taskId: 't', ...data}});

const piapiTask = (data: object) => ({code: 200, message: 'success', data: {task_id: 't', task_type: 'x', ...data}});

for (const [flag, phase] of [
	[0, 'running'],
	[1, 'succeeded'],
	[2, 'failed'],
	[3, 'failed'],
	[7, 'unknown'],
	['SUCCESS', 'succeeded'],
	['CREATE_TASK_FAILED', 'failed'],
	['GENERATE_MP4_FAILED', 'failed'],
	['GENERATE_AUDIO_FAILED', 'failed'],
	['FIRST_SUCCESS', 'unknown'],
] as const) {
	test(`successFlag ${flag} of kie is ${phase}`, () => {
		const response = {resultUrls: ['https://a.example/v.mp4']};

		assert.equal(readAnswer(kieTask({successFlag: flag, response}))?.phase, phase);
	});
}

test('the results of kie are found where its models put them', () => {
	const linksFrom = (response: unknown) => linksOf(kieTask({successFlag: 1, response}));

	assert.deepEqual(linksFrom({resultUrls: ['https://a.example/v.mp4'], originUrls: ['https://a.example/in.mp4']}), [
		'video https://a.example/v.mp4',
	]);
	assert.deepEqual(linksFrom({result_urls: ['https://a.example/i.png']}), ['image https://a.example/i.png']);
	assert.deepEqual(linksFrom({resultUrls: '["https://a.example/v.mp4"]'}), ['video https://a.example/v.mp4']);
	assert.deepEqual(linksFrom({originImageUrl: 'https://a.example/in', resultImageUrl: 'https://a.example/out.webp'}), [
		'image https://a.example/out.webp',
	]);
	assert.deepEqual(linksOf(kieTask({state: 'success', videoInfo: {videoUrl: 'https://a.example/r.mp4'}})), [
		'video https://a.example/r.mp4',
	]);
});

test('a result of kie that has a shape of its own is no failure', () => {
	assert.deepEqual(readAnswer(kieTask({state: 'success', resultJson: '{"resultObject": {"text": "a"}}'})), {
		family: 'kie',
		phase: 'succeeded',
		statusText: 'success',
		outputs: [],
	});
});

test('kie says why a task failed', () => {
	assert.deepEqual(
		readAnswer(kieTask({state: 'fail', resultJson: '', failCode: '422', failMsg: 'Invalid image', createTime: 0})),
		{family: 'kie', phase: 'failed', statusText: 'fail', outputs: [], error: 'Invalid image'},
	);
	assert.equal(readAnswer(kieTask({successFlag: 3, errorCode: 500, errorMessage: 'no'}))?.error, 'no');
});

for (const [code, state] of [
	[401, 'auth'],
	[402, 'quota'],
	[404, 'not_found'],
	[422, 'bad_response'],
	[429, 'rate_limited'],
	[433, 'quota'],
	[455, 'gateway'],
	[500, 'gateway'],
	[505, 'bad_response'],
] as const) {
	test(`code ${code} of kie, with HTTP 200, says ${state} of the question and nothing of the task`, () => {
		const {answer, problem} = readReply(replyOf({code, msg: 'no', data: null}));

		assert.equal(answer, undefined);
		assert.equal(problem?.state, state);
		assert.ok(problem?.message.endsWith(`(code ${code}): no`));
	});
}

test('code 501 of kie says that the generation failed', () => {
	assert.deepEqual(readAnswer({code: 501, msg: 'Generation failed', data: null}), {
		family: 'kie-error',
		phase: 'failed',
		statusText: 'code 501',
		outputs: [],
		error: 'Generation failed',
	});
});

test('the states of PiAPI are known in either case', () => {
	const phaseOf = (status: string) => readAnswer(piapiTask({status}))?.phase;

	assert.deepEqual(['Pending', 'staged', 'Processing', 'Completed', 'failed'].map(phaseOf), [
		...['queued', 'queued', 'running', 'succeeded', 'failed'],
	]);
});

test('a task of PiAPI tells its results, its size and its times', () => {
	const body = piapiTask({
		status: 'Completed',
		model: 'flux',
		output: {image_url: 'https://a.example/grid.png', image_urls: ['https://a.example/1.png'], width: 64, height: 32},
		meta: {created_at: '2025-01-01T00:00:00.123456789Z', ended_at: '2025-01-01T00:00:05Z'},
	});

	assert.deepEqual(readAnswer(body), {
		family: 'piapi',
		phase: 'succeeded',
		statusText: 'Completed',
		model: 'flux',
		outputs: [{kind: 'image', place: {type: 'url', url: 'https://a.example/1.png'}}],
		width: 64,
		height: 32,
		resolutionSource: 'answer',
		createdAt: Date.parse('2025-01-01T00:00:00.123Z'),
		finishedAt: Date.parse('2025-01-01T00:00:05Z'),
	});
});

test('a video of PiAPI is one output, whatever copies there are', () => {
	const output = {video_url: 'https://a.example/v.mp4', download_url: 'https://a.example/copy.mp4', video: {url: ''}};

	assert.deepEqual(linksOf(piapiTask({status: 'completed', output})), ['video https://a.example/v.mp4']);
});
