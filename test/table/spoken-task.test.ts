import assert from 'node:assert/strict';
import {test} from 'node:test';
import {inWords, spokenDetails, spokenTask} from '../../source/table/spoken-task.js';
import type {Download} from '../../source/task/download.js';
import type {Watch} from '../../source/task/watch.js';
import {answerOf, doneAnswer, downloadOf, noon, savedAs, storeOf, videoOutput, watchOf} from '../helpers/watches.js';

const hourMs = 60 * 60_000;

const spoken = (watch: Watch, ...downloads: readonly Download[]): string =>
	spokenTask(watch, storeOf([watch], downloads, noon).getState());

const taskOf = (parts: Partial<Watch>): Watch => watchOf('task-1', {addedAt: noon - 10_000, ...parts});

const done = taskOf({
	label: 'harbour at dawn',
	answer: doneAnswer({
		createdAt: noon - 200_000,
		finishedAt: noon - 102_000,
		outputs: [{...videoOutput, expiresAt: noon + 23 * hourMs}],
	}),
});

test('a task is said by its name, how it stands, and what there is of its result', () => {
	const running = answerOf({createdAt: noon - 40_000, progress: 45.7});
	const failed = answerOf({
		phase: 'failed',
		error: 'The prompt was refused.',
		createdAt: noon - 9000,
		finishedAt: noon - 1000,
	});

	assert.deepEqual(
		[taskOf({}), taskOf({answer: running}), taskOf({answer: answerOf()}), done, taskOf({answer: failed})].map(watch =>
			spoken(watch),
		),
		[
			'task-1, asking',
			'task-1, running for 40 seconds, 45 percent',
			'task-1, running for about 10 seconds',
			'harbour at dawn, done in 1 minute 38 seconds, video ready, link for 23 hours',
			'task-1, failed after 8 seconds, The prompt was refused.',
		],
	);
});

test('of a result that is being saved its share is said, and of a saved one its file', () => {
	const receiving = {type: 'receiving', receivedBytes: 3_000_000, totalBytes: 8_000_000} as const;
	const {id} = done;

	assert.match(spoken(done, downloadOf(id, receiving)), /, saving: 37% 3 MB of 8 MB$/);
	assert.match(spoken(done, downloadOf(id, savedAs('/r/task-1.mp4', 8_440_000))), /, saved 8\.4 MB {2}task-1\.mp4$/);
});

test('why there is no answer is said', () => {
	const offline = watchOf('task-1', {health: {state: 'offline', message: 'api.example is out of reach'}});

	assert.equal(spoken(offline), 'task-1, no answer, api.example is out of reach');
});

test('the details are lines of a word and what there is to say of it, with links and paths as they are', () => {
	const lines = spokenDetails(done, storeOf([done], [], noon).getState());

	assert.deepEqual(lines.slice(0, 2), ['status: done', 'result: https://media.example/v.mp4']);
	assert.match(lines[2] ?? '', /^link: ends in 23 hours, at /);
	assert.ok(lines.some(line => line.startsWith('time: elapsed 1 minute 38 seconds, started ')));
});

test('times are said with their units, and nothing else is changed', () => {
	assert.equal(inWords('in 1d, 2h 1m 38s , or 5s'), 'in 1 day, 2 hours 1 minute 38 seconds, or 5 seconds');
	assert.equal(inWords('clip-5s.mp4 4k 5ms 12s. s 5 m'), 'clip-5s.mp4 4k 5ms 12s. s 5 m');
});
