import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLink} from '../../source/providers/read-link.js';
import {readReply} from '../../source/providers/read-reply.js';
import {linksOf, readAnswer, replyOf} from './answer-fixture.js';

const responseUrl = 'https://queue.fal.run/fal-ai/flux/requests/1';

test('the result of fal is behind a path of the API, which needs the key', () => {
	const body = {request_id: '1', status: 'COMPLETED', response_url: responseUrl};

	assert.deepEqual(readAnswer(body), {
		family: 'fal-status',
		phase: 'succeeded',
		statusText: 'COMPLETED',
		outputs: [
			{kind: 'file', place: {type: 'content', path: '/fal-ai/flux/requests/1', url: responseUrl, isAnswer: true}},
		],
	});
});

test('an error of fal may be a code alone', () => {
	const body = {status: 'COMPLETED', response_url: responseUrl, error_type: 'runner_disconnected'};

	assert.equal(readAnswer(body)?.phase, 'failed');
	assert.equal(readAnswer(body)?.error, 'runner_disconnected');
});

test('the queue of fal may leave the links out', () => {
	assert.equal(readAnswer({status: 'IN_QUEUE', queue_position: 3})?.phase, 'queued');
});

test('the files of fal are found wherever its models put them', () => {
	const file = (name: string) => ({url: `https://v3.fal.media/${name}`});

	assert.deepEqual(linksOf({images: [file('1'), file('2'), file('1')], seed: 1, prompt: 'a'}), [
		'image https://v3.fal.media/1',
		'image https://v3.fal.media/2',
	]);
	assert.deepEqual(linksOf({image: file('i.png')}), ['image https://v3.fal.media/i.png']);
	assert.deepEqual(linksOf({audio: file('a.wav'), timings: {}}), ['audio https://v3.fal.media/a.wav']);
	assert.deepEqual(linksOf({model_mesh: file('m.glb')}), ['file https://v3.fal.media/m.glb']);
	assert.deepEqual(linksOf({video: {...file('x'), file_name: 'x.gif'}}), ['image https://v3.fal.media/x']);
});

test('a result of fal gives its link', () => {
	assert.deepEqual(readLink(replyOf({video: {url: 'https://v3.fal.media/v.mp4'}})), {
		url: 'https://v3.fal.media/v.mp4',
	});
});

test('files with an HTTP error are no result', () => {
	const {answer, problem} = readReply(replyOf({video: {url: 'https://a.example/v.mp4'}}, 500));

	assert.equal(answer, undefined);
	assert.equal(problem?.state, 'gateway');
});

test('a complaint about the body that a question does not have is why a task of fal failed', () => {
	const complain = (loc: readonly string[]) => replyOf({detail: [{loc, msg: 'blocked', type: 'policy'}]}, 422);

	assert.deepEqual(readReply(complain(['body', 'prompt'])), {
		answer: {family: 'fal-result', phase: 'failed', statusText: 'HTTP 422', outputs: [], error: 'blocked'},
	});
	assert.equal(readReply(complain(['query', 'id'])).problem?.state, 'bad_response');
});

test('a video of xAI that is still made says so, with or without progress', () => {
	assert.equal(readAnswer({status: 'pending', progress: 40})?.progress, 40);
	assert.equal(readAnswer({status: 'pending', model: 'grok-imagine-video'})?.phase, 'queued');
	assert.equal(readAnswer({status: 'expired', model: 'grok-imagine-video'})?.phase, 'expired');
});

test('xAI says why in a sentence, a code or a text', () => {
	const errorOf = (error: unknown) => readAnswer({status: 'failed', model: 'm', error})?.error;

	assert.equal(errorOf({message: 'policy', code: 'c'}), 'policy');
	assert.equal(errorOf({code: 'c'}), 'c');
	assert.equal(errorOf('text'), 'text');
});

test('a picture of Stability is told by its first bytes', () => {
	const png = btoa('\u0089PNG\r\n\u001A\n0000IHDR00000000');

	assert.deepEqual(readAnswer({image: png, finish_reason: 'SUCCESS', seed: 1})?.outputs, [
		{kind: 'image', place: {type: 'inline', base64: png, mime: 'image/png'}},
	]);
});

test('what the filter of Stability blurred is a failure', () => {
	const body = {video: 'AAAAIGZ0eXBpc29t', finish_reason: 'CONTENT_FILTERED', seed: 1};

	assert.deepEqual(readAnswer(body), {
		family: 'stability',
		phase: 'failed',
		statusText: 'CONTENT_FILTERED',
		outputs: [],
		error: 'The service ended with CONTENT_FILTERED.',
	});
});

test('the errors of Stability are shown', () => {
	const body = {id: 'x', name: 'not_found', errors: ['no generation with this id']};

	assert.deepEqual(readReply(replyOf(body, 404)), {
		problem: {state: 'not_found', message: 'The service does not know the task (HTTP 404): no generation with this id'},
	});
});

test('a failed video of xAI may be told by its error alone', () => {
	const answer = readAnswer({status: 'failed', error: {code: 'service_unavailable', message: 'overloaded'}});

	assert.deepEqual([answer?.family, answer?.phase, answer?.error], ['xai', 'failed', 'overloaded']);
});

test('a status of failure with a mere text for an error is nobody’s, and so no failure', () => {
	assert.equal(readAnswer({status: 'failed', error: 'not found'})?.phase, 'unknown');
});

test('a refused key is one also where it comes as HTTP 400, as xAI documents', () => {
	const {problem} = readReply({...replyOf({code: 'x', error: 'Incorrect API key provided.'}), httpStatus: 400});

	assert.equal(problem?.state, 'auth');
});
