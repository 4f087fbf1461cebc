import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {linksOf, readAnswer, replyOf} from './answer-fixture.js';

const record = (data: object) => ({code: 'success', message: '', data: {task_id: 't', platform: '35', ...data}});

test('a task of Midjourney gives its single images, or else the grid, and its videos', () => {
	const task = {action: 'IMAGINE', status: 'SUCCESS', submitTime: 1, imageUrl: 'https://a.example/grid.png'};

	assert.deepEqual(linksOf(task), ['image https://a.example/grid.png']);
	assert.deepEqual(linksOf({...task, imageUrls: [{url: 'https://a.example/1.png'}, 'https://a.example/2.png']}), [
		'image https://a.example/1.png',
		'image https://a.example/2.png',
	]);
	assert.deepEqual(linksOf({...task, imageUrl: '', videoUrl: 'https://a.example/v.mp4'}), [
		'video https://a.example/v.mp4',
	]);
});

test('a task of Midjourney that waits for a person runs, and one may be cancelled', () => {
	assert.equal(readAnswer({action: 'INPAINT', status: 'MODAL', failReason: ''})?.phase, 'running');
	assert.equal(readAnswer({action: 'IMAGINE', status: 'CANCEL', failReason: ''})?.phase, 'cancelled');
	assert.equal(readAnswer({action: 'IMAGINE', status: 'FAILURE', failReason: 'banned', progress: ''})?.error, 'banned');
});

test('new-api tells the phase, and the provider inside tells the rest', () => {
	const data = {id: 'v', object: 'video', status: 'completed', model: 'sora-2', seconds: '4', size: '720x1280'};

	assert.deepEqual(readAnswer(record({status: 'SUCCESS', progress: '100%', submit_time: 1_760_592_434, data})), {
		family: 'new-api',
		phase: 'succeeded',
		statusText: 'SUCCESS',
		model: 'sora-2',
		progress: 100,
		outputs: [{kind: 'video', place: {type: 'content', path: '/v1/videos/v/content'}}],
		width: 720,
		height: 1280,
		resolutionSource: 'answer',
		durationSeconds: 4,
		createdAt: 1_760_592_434_000,
	});
});

test('a result of the provider does not count before new-api calls the task done', () => {
	const data = {state: 'success', creations: [{url: 'https://a.example/v.mp4'}]};

	assert.deepEqual(linksOf(record({status: 'IN_PROGRESS', data})), []);
});

test('new-api says why a task failed, or else the provider does', () => {
	const data = {task: {id: '1', status: 'failed', error: {message: 'sensitive'}}};

	assert.equal(readAnswer(record({status: 'FAILURE', fail_reason: 'refused', data}))?.error, 'refused');
	assert.equal(readAnswer(record({status: 'FAILURE', fail_reason: '', data}))?.error, 'sensitive');
});

test('a record of new-api that wraps another one is read no deeper', () => {
	const inner = record({status: 'SUCCESS', result_url: 'https://a.example/v.mp4'});

	assert.deepEqual(linksOf(record({status: 'SUCCESS', data: inner})), []);
});

test('a video that new-api holds itself comes in the answer', () => {
	const body = {task_id: 't', status: 'succeeded', url: 'data:video/mp4;base64,AAAAIGZ0eXBpc29t', format: 'mp4'};

	assert.deepEqual(readAnswer(body)?.outputs, [
		{kind: 'video', place: {type: 'inline', base64: 'AAAAIGZ0eXBpc29t', mime: 'video/mp4'}},
	]);
});

test('the flat video of new-api may say no more than its status', () => {
	assert.equal(readAnswer({task_id: 't', status: 'queued'})?.phase, 'queued');
	assert.equal(readAnswer({task_id: 't', status: 'failed', error: {code: 1, message: 'no'}})?.error, 'no');
});

test('the unified video of a gateway tells its link and its last change', () => {
	const body = {id: 'grok:1', status: 'completed', video_url: 'https://a.example/v.mp4', status_update_time: 1.75e12};

	assert.deepEqual(readAnswer(body), {
		family: 'unified-video',
		phase: 'succeeded',
		statusText: 'completed',
		outputs: [{kind: 'video', place: {type: 'url', url: 'https://a.example/v.mp4'}}],
		finishedAt: 1.75e12,
	});
	assert.equal(readAnswer({...body, status: 'failed', video_url: null, error: 'no'})?.error, 'no');
});

test('an empty list of Kling 3 is an unknown task, whatever its code', () => {
	assert.deepEqual(readReply(replyOf({code: 0, message: 'SUCCEED', data: []})), {
		problem: {state: 'not_found', message: 'The service does not know the task: its answer is empty.'},
	});
});

test('a task of Kling 3 tells why it failed', () => {
	const body = {code: 0, message: 'SUCCEED', data: [{id: '1', status: 'failed', message: 'risk control', outputs: []}]};

	assert.equal(readAnswer(body)?.error, 'risk control');
});
