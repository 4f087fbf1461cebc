import assert from 'node:assert/strict';
import test from 'node:test';
import {clip, lifeOf, made} from './life-of.js';

test('Doubao answers under an identifier of its own', () => {
	const life = lifeOf('ark', '809413373237157888', made(clip));

	const id = life[0]?.['id'];
	assert.match(String(id), /^cgt-20251026125058-[\da-z]{5}$/);
	const common = {id, model: 'a-model', created_at: 1_761_454_258};
	assert.deepEqual(life, [
		{...common, status: 'queued', updated_at: 1_761_454_258},
		{...common, status: 'queued', updated_at: 1_761_454_261},
		{...common, status: 'running', updated_at: 1_761_454_268},
		{
			...common,
			status: 'succeeded',
			content: {video_url: 'http://media/0'},
			usage: {completion_tokens: 9360, total_tokens: 9360},
			resolution: '480p',
			duration: 2,
			framespersecond: 12,
			updated_at: 1_761_454_278,
		},
	]);
});

test('Doubao tells why a task failed', () => {
	const failed = lifeOf('ark', '1', {type: 'failed', code: 'OutputVideoSensitiveContentDetected', message: '敏感'})[3];

	assert.deepEqual(
		{status: failed?.['status'], error: failed?.['error'], content: failed?.['content']},
		{
			status: 'failed',
			error: {code: 'OutputVideoSensitiveContentDetected', message: '敏感'},
			content: undefined,
		},
	);
});
