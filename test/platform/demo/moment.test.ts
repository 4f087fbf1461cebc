import assert from 'node:assert/strict';
import test from 'node:test';
import type {DemoTask} from '../../../source/platform/demo/demo-task.js';
import {momentOf} from '../../../source/platform/demo/moment.js';

const task: DemoTask = {
	id: '1',
	shape: 'ark',
	prompt: '',
	createdAtSeconds: -10,
	runsAtSeconds: 0,
	settlesAtSeconds: 20,
	outcome: {type: 'succeeded', media: []},
};
const origin = 1_000_000;

test('a task goes through its stages in order', () => {
	const seconds = [-10, -7.1, -7, -0.1, 0, 10, 19.9, 20, 1000];

	const moments = seconds.map(second => momentOf(task, origin, origin + second * 1000, 1));

	assert.deepEqual(
		moments.map(({stage, progress}) => [stage, progress]),
		[
			['created', 0],
			['created', 0],
			['queued', 0],
			['queued', 0],
			['running', 0],
			['running', 50],
			['running', 99],
			['settled', 100],
			['settled', 100],
		],
	);
});

test('a faster pace draws all times nearer to the start', () => {
	const moment = momentOf(task, origin, origin + 2000, 10);

	assert.deepEqual(moment, {
		stage: 'settled',
		progress: 100,
		now: origin + 2000,
		createdAt: origin - 1000,
		runsAt: origin,
		settlesAt: origin + 2000,
		changedAt: origin + 2000,
	});
});
