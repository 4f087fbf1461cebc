import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fileKey} from '../../source/task/download.js';
import type {Watch} from '../../source/task/watch.js';
import {downloadOf, savedAs, storeOf, succeeded, taskId, taskIds, watchOf} from '../helpers/watches.js';

const a = taskId('a');
const done = (id: string, ...urls: readonly string[]): Watch => watchOf(id, {answer: succeeded(...urls)});

const setUp = (...parameters: Parameters<typeof storeOf>) => {
	const store = storeOf(...parameters);
	return {
		store,
		actions: store.getState(),
		downloads: () => [...store.getState().downloads.values()],
	};
};

test('every output of a task is queued, in the order of the answer', () => {
	const {actions, downloads} = setUp([done('a', 'one', 'two')]);

	const count = actions.download([a]);

	assert.equal(count, 2);
	assert.deepEqual(downloads(), [downloadOf('a', {type: 'queued'}, 0), downloadOf('a', {type: 'queued'}, 1)]);
});

test('pressing the key again begins nothing again', () => {
	const {actions, store} = setUp([done('a', 'one')]);

	actions.download([a]);
	const before = store.getState();

	assert.equal(actions.download([a]), 0);
	assert.equal(store.getState(), before);
});

test('what is saved or under way is left alone, and the rest begun', () => {
	const {actions, downloads} = setUp(
		[done('a', 'one', 'two', 'three')],
		[downloadOf('a', savedAs('/r/one'), 0), downloadOf('a', {type: 'receiving', receivedBytes: 5}, 1)],
	);

	assert.equal(actions.download([a]), 1);
	assert.deepEqual(
		downloads().map(({state}) => state.type),
		['saved', 'receiving', 'queued'],
	);
});

test('what failed is tried again as a new attempt, at the end of the queue', () => {
	const {actions, downloads} = setUp(
		[done('a', 'one'), done('b', 'two')],
		[downloadOf('a', {type: 'failed', message: 'no space'}), downloadOf('b', {type: 'queued'})],
	);

	assert.equal(actions.download([a]), 1);
	assert.deepEqual(downloads(), [
		downloadOf('b', {type: 'queued'}),
		{...downloadOf('a', {type: 'queued'}), attempt: 2},
	]);
});

test('what waits for its next try, or for the disk, is asked for once more where it stands', () => {
	const waiting = {type: 'waiting', until: 5, message: 'connection lost'} as const;
	const blocked = {type: 'blocked', message: 'no space'} as const;
	const {actions, downloads} = setUp(
		[done('a', 'one', 'two', 'three')],
		[downloadOf('a', waiting, 0), downloadOf('a', blocked, 1), downloadOf('a', savedAs('/r/one'), 2)],
	);

	assert.equal(actions.download([a]), 2);
	assert.deepEqual(downloads(), [
		{...downloadOf('a', waiting, 0), attempt: 2},
		{...downloadOf('a', blocked, 1), attempt: 2},
		downloadOf('a', savedAs('/r/one'), 2),
	]);
});

test('a task without outputs, and one that is not on the list, have nothing to save', () => {
	const {actions, downloads} = setUp([done('a'), watchOf('b')]);

	assert.equal(actions.download(taskIds('a', 'b', 'nobody')), 0);
	assert.deepEqual(downloads(), []);
});

test('what is reported of a download becomes its state, and unknown ones are left out', () => {
	const {actions, downloads} = setUp([done('a', 'one')], [downloadOf('a', {type: 'queued'})]);

	actions.downloadsReported([
		{key: fileKey(a, 0), state: {type: 'receiving', receivedBytes: 5, totalBytes: 10}},
		{key: fileKey(a, 0), state: savedAs('/r/one')},
		{key: fileKey(a, 7), state: {type: 'queued'}},
	]);

	assert.deepEqual(downloads(), [downloadOf('a', savedAs('/r/one'))]);
});

test('no reports change nothing', () => {
	const {actions, store} = setUp([done('a', 'one')], [downloadOf('a', {type: 'queued'})]);
	const before = store.getState();

	actions.downloadsReported([]);

	assert.equal(store.getState(), before);
});

test('what was saved before is put back', () => {
	const {actions, downloads} = setUp([done('a', 'one', 'two')], [downloadOf('a', savedAs('/r/one'), 0)]);

	actions.restoreDownloads([downloadOf('a', savedAs('/r/two'), 1)]);

	assert.deepEqual(downloads(), [downloadOf('a', savedAs('/r/one'), 0), downloadOf('a', savedAs('/r/two'), 1)]);
});
