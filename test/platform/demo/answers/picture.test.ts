import assert from 'node:assert/strict';
import test from 'node:test';
import {lifeOf, made, picture} from './life-of.js';

test('the picture tools tell state and progress as whole numbers', () => {
	const life = lifeOf('picture', 'p', made(picture));

	const waiting = {mask: '', image: '', task_id: 'p', progress: 0, created_at: 1_761_454_258};
	const times = {processed_at: 1_761_454_268, completed_at: 0};
	assert.deepEqual(life, [
		{status: 200, data: {...waiting, state: 0, processed_at: 0, completed_at: 0}},
		{status: 200, data: {...waiting, state: 3, processed_at: 0, completed_at: 0}},
		{status: 200, data: {...waiting, ...times, state: 4, progress: 50}},
		{
			status: 200,
			data: {
				...waiting,
				...times,
				image: 'http://media/0',
				state: 1,
				progress: 100,
				completed_at: 1_761_454_278,
			},
		},
	]);
});

test('the picture tools tell a failure as a negative state', () => {
	const failed = lifeOf('picture', 'p', {type: 'failed', code: '-7', message: 'Invalid image file'})[3];

	assert.deepEqual(failed, {
		status: 200,
		data: {
			mask: '',
			image: '',
			state: -7,
			state_detail: 'Invalid image file',
			task_id: 'p',
			progress: 0,
			created_at: 1_761_454_258,
			processed_at: 1_761_454_268,
			completed_at: 1_761_454_278,
		},
	});
});
