import assert from 'node:assert/strict';
import {test} from 'node:test';
import {taskEventsOf} from '../../source/store/task-events.js';
import {answerOf, doneAnswer, downloadOf, noon, problem, savedAs, watchOf} from '../helpers/watches.js';

const watch = watchOf('a', {answer: doneAnswer()});

test('of each event that is worth telling it is remembered what and when', () => {
	const failed = watchOf('b', {answer: answerOf({phase: 'failed', error: 'The prompt was refused.'})});
	const offline = watchOf('c', {health: problem('offline').problem, isGivenUp: true});

	const events = taskEventsOf(
		[
			{type: 'added', watch: watchOf('d')},
			{type: 'phase', watch},
			{type: 'phase', watch: failed},
			{type: 'health', watch: offline},
			{type: 'saved', watch, download: downloadOf('a', savedAs('/r/a.mp4'))},
			{type: 'download_failed', watch, download: downloadOf('a', {type: 'failed', message: 'no space'})},
		],
		noon,
	);

	assert.deepEqual(events, [
		{id: 'd', at: noon, type: 'added'},
		{id: 'a', at: noon, type: 'phase', phase: 'succeeded'},
		{id: 'b', at: noon, type: 'phase', phase: 'failed', error: 'The prompt was refused.'},
		{id: 'c', at: noon, type: 'health', state: 'offline', message: 'offline!', isGivenUp: true},
		{id: 'a', at: noon, type: 'saved', path: '/r/a.mp4', bytes: 10},
		{id: 'a', at: noon, type: 'download_failed', message: 'no space'},
	]);
});

test('progress and a task that is taken off are not remembered', () => {
	const events = taskEventsOf(
		[
			{type: 'progress', watch},
			{type: 'removed', watch},
		],
		noon,
	);

	assert.deepEqual(events, []);
});

test('a task that comes back on the list has reached its phase before, not now', () => {
	const events = taskEventsOf(
		[
			{type: 'added', watch},
			{type: 'phase', watch},
		],
		noon,
	);

	assert.deepEqual(events, [{id: 'a', at: noon, type: 'added'}]);
});
