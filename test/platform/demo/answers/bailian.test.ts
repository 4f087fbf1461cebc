import assert from 'node:assert/strict';
import test from 'node:test';
import {clip, lifeOf, made} from './life-of.js';

test('Bailian writes times of China without a zone', () => {
	const id = 'ac22cbc8-3fb3-45b6-9091-d8a7b41650bc';

	const life = lifeOf('bailian', id, made(clip));

	const pending = {task_id: id, task_status: 'PENDING', submit_time: '2025-10-26 12:50:58.001'};
	const scheduled = {...pending, scheduled_time: '2025-10-26 12:50:58.040'};
	assert.deepEqual(
		life.map(({output, usage}) => ({output, usage})),
		[
			{output: pending, usage: undefined},
			{output: pending, usage: undefined},
			{output: {...scheduled, task_status: 'RUNNING'}, usage: undefined},
			{
				output: {
					...scheduled,
					task_status: 'SUCCEEDED',
					end_time: '2025-10-26 12:51:18.001',
					video_url: 'http://media/0',
					orig_prompt: 'a cat',
					actual_prompt: 'a cat',
				},
				usage: {video_count: 1, video_ratio: '832*480', video_duration: 2},
			},
		],
	);
	assert.match(String(life[0]?.['request_id']), /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-9[\da-f]{3}-[\da-f]{12}$/);
});

test('Bailian tells why a task failed', () => {
	const failed = lifeOf('bailian', 'x', {type: 'failed', code: 'InvalidParameter', message: 'The size does not match'});

	assert.deepEqual(failed[3]?.['output'], {
		task_id: 'x',
		task_status: 'FAILED',
		submit_time: '2025-10-26 12:50:58.001',
		scheduled_time: '2025-10-26 12:50:58.040',
		end_time: '2025-10-26 12:51:18.001',
		code: 'InvalidParameter',
		message: 'The size does not match',
	});
});
