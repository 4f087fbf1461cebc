import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {linksOf, readAnswer, replyOf} from './answer-fixture.js';

const operation = (response: unknown) => ({name: 'models/veo-3/operations/1', done: true, response});

const samples = (...uris: readonly string[]) =>
	operation({generateVideoResponse: {generatedSamples: uris.map(uri => ({video: {uri}}))}});

test('a file of the Gemini API is asked there, as it needs the key', () => {
	const url = 'https://generativelanguage.googleapis.com/v1beta/files/x:download?alt=media';

	assert.deepEqual(readAnswer(samples(url, url))?.outputs, [
		{kind: 'video', place: {type: 'content', path: '/v1beta/files/x:download?alt=media', url}},
	]);
});

test('a file that a gateway keeps is a link like any other', () => {
	assert.deepEqual(linksOf(samples('https://cdn.example/v.mp4')), ['video https://cdn.example/v.mp4']);
});

test('what the filter held back is a failure, with its reasons', () => {
	const filtered = {raiMediaFilteredCount: 1, raiMediaFilteredReasons: ['Violence.', 'Celebrity.']};

	for (const response of [filtered, {generateVideoResponse: filtered}]) {
		assert.deepEqual(readAnswer(operation(response)), {
			family: 'veo',
			phase: 'failed',
			statusText: 'done',
			outputs: [],
			error: 'Violence. Celebrity.',
		});
	}
});

test('a video that passed the filter counts though another did not', () => {
	const body = operation({
		videos: [{bytesBase64Encoded: 'AAAAIGZ0eXBpc29t', mimeType: 'video/mp4'}],
		raiMediaFilteredCount: 1,
		raiMediaFilteredReasons: ['Violence.'],
	});

	assert.deepEqual(readAnswer(body)?.outputs, [
		{kind: 'video', place: {type: 'inline', base64: 'AAAAIGZ0eXBpc29t', mime: 'video/mp4'}},
	]);
});

test('an operation runs until done is true', () => {
	for (const body of [{name: 'operations/1'}, {name: 'operations/1', done: false, metadata: {}}]) {
		assert.deepEqual(readAnswer(body), {family: 'veo', phase: 'running', statusText: 'not done', outputs: []});
	}
});

test('trap 14: a video in a bucket is a success whose place is named', () => {
	const body = operation({videos: [{gcsUri: 'gs://bucket/v.mp4', mimeType: 'video/mp4'}]});

	assert.deepEqual(readReply(replyOf(body)), {
		answer: {family: 'veo', phase: 'succeeded', statusText: 'done', outputs: []},
		problem: {
			state: 'bad_response',
			message: 'The result is in a bucket of Google Cloud Storage, which taskwatch cannot read: gs://bucket/v.mp4',
		},
	});
});
