import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';

const path = '/v1/videos/v/content';

test('trap 12: HTTP 202 without a body means that the task runs', () => {
	for (const text of ['', ' \r\n']) {
		assert.deepEqual(readReply({httpStatus: 202, text}), {
			answer: {family: 'xai', phase: 'running', statusText: 'HTTP 202', outputs: []},
		});
	}
});

test('HTTP 202 with a page or with cut JSON tells nothing of the task', () => {
	for (const text of ['<html></html>', '{"status": "pen']) {
		assert.equal(readReply({httpStatus: 202, text}).answer, undefined);
	}
});

test('trap 13: bytes where a link may come are the result, at the path that was asked', () => {
	for (const [contentType, kind] of [
		['video/mp4', 'video'],
		['Image/PNG', 'image'],
		['audio/mpeg; rate=44100', 'audio'],
	] as const) {
		assert.deepEqual(readReply({httpStatus: 200, contentType, text: '\0\0\0 ftypisom', path}), {
			answer: {
				family: 'media',
				phase: 'succeeded',
				statusText: 'HTTP 200',
				outputs: [{kind, place: {type: 'content', path}}],
			},
		});
	}
});

test('trap 13: a link where bytes may come is read by its shape, whatever the content type', () => {
	const text = JSON.stringify({id: 'v', url: 'https://a.example/v.mp4', status: 'ready'});

	assert.equal(readReply({httpStatus: 200, contentType: 'video/mp4', text, path}).answer?.family, 'openai-content');
});

test('media without the path that was asked, with an error or from a page are no result', () => {
	for (const [httpStatus, asked, text] of [
		[200, undefined, 'x'],
		[200, 'https://a.example/', 'x'],
		[206, path, 'x'],
		[404, path, 'x'],
		[200, path, ' <html></html>'],
	] as const) {
		const {answer, problem} = readReply({httpStatus, contentType: 'video/mp4', text, path: asked});

		assert.equal(answer, undefined);
		assert.ok(problem);
	}
});
