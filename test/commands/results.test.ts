import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AppStore} from '../../source/store/app-store.js';
import {answerOf, doneAnswer, downloadOf, savedAs, storeOf, video, videoOutput, watchOf} from '../helpers/watches.js';
import {press} from './press.js';

const done = watchOf('task-1', {answer: doneAnswer()});
const double = watchOf('task-2', {
	answer: doneAnswer({outputs: [videoOutput, video('https://media.example/w.mp4')]}),
});
const running = watchOf('task-3', {answer: answerOf()});

const downloadsOf = (store: AppStore): readonly string[] =>
	[...store.getState().downloads.values()].map(({key, state, attempt}) => `${key}: ${state.type} ${attempt}`);
const noticeOf = (store: AppStore): string | undefined => store.getState().notice?.text;

test('d saves the results of the task under the cursor', () => {
	const store = storeOf([double, done]);

	press(store, 'd');

	assert.deepEqual(downloadsOf(store), ['task-2 0: queued 1', 'task-2 1: queued 1']);
	assert.equal(noticeOf(store), 'Saving 2 files.');
});

test('d saves the results of the marked tasks, and takes the marks off', () => {
	const store = storeOf([done, double, running]);

	press(store, 'A', 'd');

	assert.deepEqual(downloadsOf(store), ['task-1 0: queued 1', 'task-2 0: queued 1', 'task-2 1: queued 1']);
	assert.equal(noticeOf(store), 'Saving 3 files.');
	assert.equal(store.getState().marks.size, 0);
});

test('d tries again what failed', () => {
	const store = storeOf([done], [downloadOf(done.id, {type: 'failed', message: 'The link has expired.'})]);

	press(store, 'd');

	assert.deepEqual(downloadsOf(store), ['task-1 0: queued 2']);
	assert.equal(noticeOf(store), 'Saving 1 file.');
});

test('d and D try at once what waits for its next try or for the disk', () => {
	const store = storeOf(
		[done, double],
		[
			downloadOf(done.id, {type: 'blocked', message: 'The folder is gone.'}),
			downloadOf(double.id, {type: 'waiting', until: 5, message: 'connection lost'}, 0),
			downloadOf(double.id, {type: 'receiving', receivedBytes: 1}, 1),
		],
	);

	press(store, 'd');
	assert.deepEqual(downloadsOf(store), ['task-1 0: blocked 2', 'task-2 0: waiting 1', 'task-2 1: receiving 1']);

	press(store, 'D');
	assert.deepEqual(downloadsOf(store), ['task-1 0: blocked 3', 'task-2 0: waiting 2', 'task-2 1: receiving 1']);
	assert.equal(noticeOf(store), 'Saving 2 files.');
});

test('d says that there is no result', () => {
	const store = storeOf([running]);

	press(store, 'd');

	assert.equal(noticeOf(store), 'There is nothing to download: the task has no result.');
	assert.deepEqual(downloadsOf(store), []);
});

test('d says that all is saved already', () => {
	const store = storeOf([done], [downloadOf(done.id, savedAs('/r/v.mp4', 1))]);

	press(store, 'd');

	assert.equal(noticeOf(store), 'Its results are saved already, or on their way.');
	assert.deepEqual(downloadsOf(store), ['task-1 0: saved 1']);
});

test('D saves all results that are not saved, whatever is marked', () => {
	const store = storeOf([done, double, running], [downloadOf(done.id, savedAs('/r/v.mp4', 1))]);

	press(store, 'D');

	assert.deepEqual(downloadsOf(store), ['task-1 0: saved 1', 'task-2 0: queued 1', 'task-2 1: queued 1']);
	assert.equal(noticeOf(store), 'Saving 2 files.');
});

test('D says that there is nothing to save', () => {
	const store = storeOf([running]);

	press(store, 'D');

	assert.equal(noticeOf(store), 'No finished task has a result that is not saved.');
});

test('d and D agree about a task that failed but left a result', () => {
	const failed = watchOf('task-1', {answer: doneAnswer({phase: 'failed'})});
	const [one, all] = [storeOf([failed]), storeOf([failed])];

	press(one, 'd');
	press(all, 'D');

	assert.deepEqual(downloadsOf(one), downloadsOf(all));
});
