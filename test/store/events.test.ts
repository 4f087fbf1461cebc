import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AppState} from '../../source/store/app-store.js';
import {eventsBetween} from '../../source/store/events.js';
import {fileKey} from '../../source/task/download.js';
import {
	downloadOf,
	problem,
	reportOf,
	running,
	savedAs,
	storeOf,
	succeeded,
	taskId,
	taskIds,
	watchOf,
} from '../helpers/watches.js';

const a = taskId('a');

/** What a change makes happen, in words. */
const happen = (parameters: Parameters<typeof storeOf>, change: (state: AppState) => void): readonly string[] => {
	const store = storeOf(...parameters);
	const before = store.getState();
	change(before);
	return eventsBetween(before, store.getState()).map(({type, watch}) => `${type} ${watch.id}`);
};

test('tasks that come and go are told, those that go first', () => {
	const events = happen([[watchOf('a'), watchOf('b')]], state => {
		state.watch(taskIds('c', 'd'), 0);
		state.unwatch([a]);
	});

	assert.deepEqual(events, ['removed a', 'added c', 'added d']);
});

test('a first answer tells a phase, and the same answer nothing more', () => {
	const reports = [reportOf('a', {answer: running})];

	assert.deepEqual(
		happen([[watchOf('a')]], state => state.pollsReported(reports)),
		['phase a'],
	);
	assert.deepEqual(
		happen([[watchOf('a', {answer: running})]], state => state.pollsReported(reports)),
		[],
	);
});

test('a first answer is told although it has no word for the phase', () => {
	const events = happen([[watchOf('a')]], state =>
		state.pollsReported([reportOf('a', {answer: {...running, phase: 'unknown'}})]),
	);

	assert.deepEqual(events, ['phase a']);
});

test('progress is told, and a phase that comes with it before it', () => {
	const known = watchOf('a', {answer: {...running, phase: 'queued'}});

	assert.deepEqual(
		happen([[known]], state => state.pollsReported([reportOf('a', {answer: {...running, progress: 5}})])),
		['phase a', 'progress a'],
	);
});

test('how the asking goes is told when it changes, not with each failure', () => {
	const failing = watchOf('a', {health: {...problem('gateway').problem, failureCount: 1}});
	const report = (reading: Parameters<typeof reportOf>[1]) => (state: AppState) =>
		state.pollsReported([reportOf('a', reading)]);

	assert.deepEqual(happen([[watchOf('a')]], report(problem('gateway'))), ['health a']);
	assert.deepEqual(happen([[failing]], report(problem('gateway'))), []);
	assert.deepEqual(happen([[failing]], report(problem('offline'))), ['health a']);
	assert.deepEqual(happen([[failing]], report({answer: running})), ['phase a', 'health a']);
});

test('that a task is given up is told', () => {
	const denied = watchOf('a', {health: {...problem('not_found').problem, failureCount: 5}});

	const events = happen([[denied]], state =>
		state.pollsReported([reportOf('a', problem('not_found'), {isGivenUp: true})]),
	);

	assert.deepEqual(events, ['health a']);
});

test('files that are saved, or not, are told once, and their progress is not', () => {
	const files = [downloadOf('a', {type: 'queued'}, 0), downloadOf('a', {type: 'queued'}, 1)];
	const parameters = [[watchOf('a', {answer: succeeded('one', 'two')})], files] as const;

	assert.deepEqual(
		happen([...parameters], state =>
			state.downloadsReported([
				{key: fileKey(a, 0), state: savedAs('/r/one')},
				{key: fileKey(a, 1), state: {type: 'failed', message: 'no space'}},
			]),
		),
		['saved a', 'download_failed a'],
	);
	assert.deepEqual(
		happen([...parameters], state =>
			state.downloadsReported([{key: fileKey(a, 0), state: {type: 'receiving', receivedBytes: 1}}]),
		),
		[],
	);
});

test('of the files of a task that is gone nothing is told', () => {
	const events = happen([[], [downloadOf('a', {type: 'queued'})]], state =>
		state.downloadsReported([{key: fileKey(a, 0), state: savedAs('/r/one')}]),
	);

	assert.deepEqual(events, []);
});

test('a label, a mark and the time are no events', () => {
	const events = happen([[watchOf('a')]], state => {
		state.label(a, 'rain');
		state.toggleMarks([a]);
		state.tick(1000);
	});

	assert.deepEqual(events, []);
});
