import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {linksOf, readAnswer, replyOf} from './answer-fixture.js';

test('an Ark task tells its model, its class and its length', () => {
	const body = {
		id: 'cgt-1',
		model: 'doubao-seedance',
		status: 'succeeded',
		content: {video_url: 'https://a.example/v.mp4', last_frame_url: 'https://a.example/last.png'},
		resolution: '1080p',
		duration: 5,
		created_at: 1_751_389_632,
		updated_at: 1_751_389_678,
	};

	assert.deepEqual(readAnswer(body), {
		family: 'ark',
		phase: 'succeeded',
		statusText: 'succeeded',
		model: 'doubao-seedance',
		resolutionLabel: '1080p',
		durationSeconds: 5,
		outputs: [{kind: 'video', place: {type: 'url', url: 'https://a.example/v.mp4'}}],
		createdAt: 1_751_389_632_000,
		finishedAt: 1_751_389_678_000,
	});
});

test('an Ark task is known by its times where the aggregator gave it another identifier', () => {
	const body = {id: '809413373237157888', status: 'submitted', created_at: 1_751_389_632, updated_at: 1_751_389_632};

	assert.equal(readAnswer(body)?.family, 'ark');
	assert.equal(readAnswer(body)?.phase, 'queued');
});

test('the error object of Ark counts even with HTTP 200', () => {
	const body = {error: {code: 'ResourceNotFound', message: 'cgt-1 was not found', type: 'NotFound'}};

	assert.deepEqual(readReply(replyOf(body)), {
		problem: {
			state: 'not_found',
			message: 'The service does not know the task (ResourceNotFound): cgt-1 was not found',
		},
	});
});

test('covers and watermarked copies of Vidu are not results', () => {
	const creation = {
		url: 'https://a.example/1.mp4',
		cover_url: 'https://a.example/c',
		watermarked_url: 'https://a.example/w',
	};
	const body = {state: 'success', err_code: '', creations: [creation, {url: 'https://a.example/2.png?x=1'}, null]};

	assert.deepEqual(linksOf(body), ['video https://a.example/1.mp4', 'image https://a.example/2.png?x=1']);
});

test('Vidu may call its state a status, and leave the creations out', () => {
	assert.equal(readAnswer({id: '1', status: 'processing', creations: null})?.phase, 'running');
	assert.equal(readAnswer({id: '1', state: 'created', err_code: ''})?.phase, 'queued');
});

test('the error code of Vidu is why a task failed', () => {
	assert.equal(
		readAnswer({state: 'failed', err_code: 'AuditSubmitIllegal', creations: []})?.error,
		'AuditSubmitIllegal',
	);
});

test('images of Bailian are images, and failed ones among them are left out', () => {
	const body = {
		output: {
			task_status: 'SUCCEEDED',
			results: [
				{url: 'https://a.example/1'},
				{code: 'DataInspectionFailed', message: 'no'},
				{url: 'https://a.example/2'},
			],
		},
		usage: {size: '1024*1024', image_count: 2},
	};

	assert.deepEqual(linksOf(body), ['image https://a.example/1', 'image https://a.example/2']);
	assert.equal(readAnswer(body)?.width, 1024);
	assert.equal(readAnswer(body)?.resolutionSource, 'answer');
});

test('Bailian may tell a class instead of pixels', () => {
	const body = {output: {task_status: 'SUCCEEDED', video_url: 'https://a.example/v'}, usage: {SR: 720, duration: 5}};

	assert.equal(readAnswer(body)?.resolutionLabel, '720p');
	assert.equal(readAnswer(body)?.durationSeconds, 5);
	assert.equal(readAnswer(body)?.width, undefined);
});

test('UNKNOWN of Bailian leaves the last known phase standing', () => {
	const {answer, problem} = readReply(replyOf({output: {task_status: 'UNKNOWN'}}));

	assert.equal(answer, undefined);
	assert.equal(problem?.state, 'not_found');
});

test('SUSPENDED and CANCELED of Bailian are known', () => {
	assert.equal(readAnswer({output: {task_status: 'SUSPENDED'}})?.phase, 'running');
	assert.equal(readAnswer({output: {task_status: 'CANCELED'}})?.phase, 'cancelled');
});
