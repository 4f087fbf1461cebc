import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {linksOf, readAnswer, replyOf} from './answer-fixture.js';

const prediction = (rest: object) => ({id: 'p', urls: {get: 'https://api.replicate.com/v1/predictions/p'}, ...rest});

const runwayTask = (rest: object) => ({id: 'r', createdAt: '2024-06-27T19:49:32.334Z', ...rest});

test('the files of Replicate are found anywhere in its output, in order, each once', () => {
	const output = {
		video: 'https://replicate.delivery/a/v.mp4',
		frames: ['https://replicate.delivery/a/1.png', ['https://replicate.delivery/a/v.mp4']],
		sound: {file: 'https://replicate.delivery/a/s.mp3'},
		mesh: 'https://replicate.delivery/a/m.glb',
		seed: 7,
		nothing: null,
	};

	assert.deepEqual(linksOf(prediction({status: 'succeeded', output})), [
		'file https://replicate.delivery/a/v.mp4',
		'image https://replicate.delivery/a/1.png',
		'audio https://replicate.delivery/a/s.mp3',
		'file https://replicate.delivery/a/m.glb',
	]);
});

test('text of a language model is no file, even where it begins with a link', () => {
	for (const output of ['a cat', 'https://a.example is a page', ['See', ' https', '://a.example'], 7, null]) {
		assert.deepEqual(linksOf(prediction({status: 'succeeded', output})), []);
	}
});

test('a file that the API of Replicate keeps is asked there', () => {
	const url = 'https://api.replicate.com/v1/files/f/download?owner=o';

	assert.deepEqual(readAnswer(prediction({status: 'succeeded', output: url}))?.outputs, [
		{kind: 'file', place: {type: 'content', path: '/v1/files/f/download?owner=o', url}},
	]);
});

test('a file that came in the answer of Replicate is read from it', () => {
	assert.deepEqual(readAnswer(prediction({status: 'succeeded', output: 'data:audio/mpeg;base64,SUQzBAAA'}))?.outputs, [
		{kind: 'audio', place: {type: 'inline', base64: 'SUQzBAAA', mime: 'audio/mpeg'}},
	]);
});

test('aborted is cancelled, and a failure of Replicate tells why', () => {
	assert.equal(readAnswer(prediction({status: 'aborted'}))?.phase, 'cancelled');
	assert.equal(readAnswer(prediction({status: 'processing', logs: '50%'}))?.progress, undefined);
	assert.equal(readAnswer(prediction({status: 'failed', error: 'CUDA out of memory'}))?.error, 'CUDA out of memory');
});

test('a result of Runway is a video or a picture, by its name', () => {
	const output = ['https://a.example/v.mp4?_jwt=x', 'https://a.example/i.png?_jwt=x'];

	assert.deepEqual(readAnswer(runwayTask({status: 'SUCCEEDED', output})), {
		family: 'runway',
		phase: 'succeeded',
		statusText: 'SUCCEEDED',
		outputs: [
			{kind: 'video', place: {type: 'url', url: 'https://a.example/v.mp4?_jwt=x'}},
			{kind: 'image', place: {type: 'url', url: 'https://a.example/i.png?_jwt=x'}},
		],
		createdAt: Date.parse('2024-06-27T19:49:32.334Z'),
	});
});

test('Runway counts progress from 0 to 1', () => {
	assert.equal(readAnswer(runwayTask({status: 'RUNNING', progress: 1}))?.progress, 100);
	assert.equal(readAnswer(runwayTask({status: 'RUNNING', progress: 0.005}))?.progress, 1);
	assert.equal(readAnswer(runwayTask({status: 'RUNNING', progress: null}))?.progress, undefined);
});

test('THROTTLED and CANCELLED of Runway are known, and a code says why where no sentence does', () => {
	assert.equal(readAnswer(runwayTask({status: 'THROTTLED'}))?.phase, 'queued');
	assert.equal(readAnswer(runwayTask({status: 'CANCELLED'}))?.phase, 'cancelled');
	assert.equal(readAnswer(runwayTask({status: 'FAILED', failureCode: 'INTERNAL'}))?.error, 'INTERNAL');
});

test('Pending of Black Forest Labs is queued until there is progress', () => {
	const pending = {id: 'b', status: 'Pending', result: null, details: null};

	assert.equal(readAnswer({...pending, progress: null})?.phase, 'queued');
	assert.equal(readAnswer({...pending, progress: 0})?.phase, 'queued');
	assert.equal(readAnswer({...pending, progress: 0.01})?.phase, 'running');
	assert.equal(readAnswer({id: 'b', status: 'Pending', polling_url: 'https://a.example'})?.phase, 'queued');
});

test('Black Forest Labs may call its status a state', () => {
	assert.deepEqual(linksOf({id: 'b', state: 'Ready', result: {sample: 'https://a.example/s.jpeg?se=x'}}), [
		'image https://a.example/s.jpeg?se=x',
	]);
});

test('Black Forest Labs says why in a sentence, in lists or by the status alone', () => {
	const errorOf = (status: string, details: unknown) =>
		readAnswer({id: 'b', status, result: null, progress: null, details})?.error;

	assert.equal(errorOf('Error', 'out of memory'), 'out of memory');
	assert.equal(errorOf('Request Moderated', {'Moderation Reasons': ['Violence', 'Fraud']}), 'Violence, Fraud');
	assert.equal(errorOf('Content Moderated', null), 'Content Moderated');
	assert.equal(errorOf('Failed', {}), undefined);
});

test('Black Forest Labs knows no such task', () => {
	assert.deepEqual(readReply(replyOf({id: 'b', status: 'Task not found', result: null})), {
		problem: {state: 'not_found', message: 'The service does not know the task (Task not found).'},
	});
});

test('a shape that is known by few fields is not taken for another one that has its result elsewhere', () => {
	for (const body of [
		{id: '1', status: 'completed', createdAt: '2024-06-27T19:49:32.334Z', files: ['https://a.example/v.mp4']},
		{id: '1', status: 'completed', result: {url: 'https://a.example/v.mp4'}, progress: 100},
		{task_id: '1', status: 'completed', files: ['https://a.example/v.mp4']},
		{status: 'completed', model: 'm', progress: 100, result: 'https://a.example/v.mp4'},
		{id: '1', video: {url: 'https://a.example/v.mp4'}},
	]) {
		assert.equal(readAnswer(body)?.family, 'unknown');
	}
});
