import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	downloadsOf,
	hasUnsaved,
	selectCounts,
	selectTargets,
	selectTrouble,
	selectUnfinished,
	selectUnsavedIds,
	selectWantedDownloads,
} from '../../source/store/selectors.js';
import type {Watch} from '../../source/task/watch.js';
import {downloadOf, problem, running, savedAs, storeOf, succeeded, taskIds, watchOf} from '../helpers/watches.js';

const names = (watches: readonly Watch[]) => watches.map(({id}) => id).join(' ');

test('unfinished are the tasks that are not settled, not given up, or asked about again', () => {
	const {getState} = storeOf([
		watchOf('new'),
		watchOf('running', {answer: running}),
		watchOf('done', {answer: succeeded()}),
		watchOf('failed', {answer: {...running, phase: 'failed'}}),
		watchOf('missing', {isGivenUp: true}),
		watchOf('again', {answer: succeeded(), isAskedAgain: true}),
		watchOf('odd', {answer: {...running, phase: 'unknown'}}),
	]);

	assert.equal(names(selectUnfinished(getState())), 'new running again odd');
});

test('wanted downloads are those under way of tasks on the list', () => {
	const {getState} = storeOf(
		[watchOf('a'), watchOf('b')],
		[
			downloadOf('a', {type: 'queued'}, 0),
			downloadOf('a', {type: 'waiting', until: 5, message: ''}, 1),
			downloadOf('b', savedAs('/r/b'), 0),
			downloadOf('b', {type: 'failed', message: ''}, 1),
			downloadOf('gone', {type: 'receiving', receivedBytes: 1}),
		],
	);

	assert.deepEqual(
		selectWantedDownloads(getState()).map(({key}) => key),
		['a 0', 'a 1'],
	);
});

test('a key acts on the marked tasks, else on the one under the cursor, else on nothing', () => {
	const store = storeOf([watchOf('a'), watchOf('b'), watchOf('c')]);
	assert.equal(names(selectTargets(store.getState())), 'a');

	store.getState().toggleMarks(taskIds('c', 'b'));
	assert.equal(names(selectTargets(store.getState())), 'c b');

	assert.deepEqual(selectTargets(storeOf([]).getState()), []);
});

test('a task has something unsaved while an output is neither saved nor on its way', () => {
	const watch = watchOf('a', {answer: succeeded('one', 'two')});
	const {downloads} = storeOf([], [downloadOf('a', savedAs('/r/a'), 0)]).getState();
	const {downloads: failing} = storeOf(
		[],
		[downloadOf('a', savedAs('/r/a'), 0), downloadOf('a', {type: 'failed', message: ''}, 1)],
	).getState();
	const {downloads: all} = storeOf(
		[],
		[downloadOf('a', savedAs('/r/a'), 0), downloadOf('a', {type: 'queued'}, 1)],
	).getState();

	const {downloads: waiting} = storeOf(
		[],
		[downloadOf('a', savedAs('/r/a'), 0), downloadOf('a', {type: 'waiting', until: 5, message: ''}, 1)],
	).getState();

	assert.equal(hasUnsaved(watch, downloads), true);
	assert.equal(hasUnsaved(watch, failing), true);
	assert.equal(hasUnsaved(watch, all), false);
	assert.equal(hasUnsaved(watch, waiting), true);
	assert.equal(hasUnsaved(watchOf('b'), all), false);
});

test('the downloads of a task come in the order of its outputs', () => {
	const {downloads} = storeOf(
		[],
		[downloadOf('a', {type: 'queued'}, 1), downloadOf('b', {type: 'queued'}), downloadOf('a', {type: 'queued'}, 0)],
	).getState();

	assert.deepEqual(
		downloadsOf(watchOf('a', {answer: succeeded('one', 'two', 'three')}), downloads).map(({key}) => key),
		['a 0', 'a 1'],
	);
});

test('what can be saved are finished tasks with something unsaved', () => {
	const {getState} = storeOf(
		[
			watchOf('a', {answer: succeeded('one')}),
			watchOf('b', {answer: succeeded('two')}),
			watchOf('c', {answer: {...succeeded('preview'), phase: 'running'}}),
			watchOf('d', {answer: succeeded()}),
		],
		[downloadOf('a', savedAs('/r/a'))],
	);

	assert.deepEqual(selectUnsavedIds(getState()), ['b']);
});

test('tasks are counted by phase, and those given up as missing', () => {
	const {getState} = storeOf([
		watchOf('a'),
		watchOf('b', {answer: running}),
		watchOf('c', {answer: running}),
		watchOf('d', {answer: succeeded()}),
		watchOf('e', {answer: running, isGivenUp: true}),
	]);

	assert.deepEqual(selectCounts(getState()), {
		queued: 0,
		running: 2,
		succeeded: 1,
		failed: 0,
		cancelled: 0,
		expired: 0,
		unknown: 1,
		missing: 1,
	});
});

test('a trouble of the account or the network is told, one of a single task is not', () => {
	const inTrouble = (state: 'auth' | 'gateway', watch: Partial<Watch> = {}) =>
		watchOf(state, {health: {...problem(state).problem, failureCount: 1}, ...watch});

	assert.equal(selectTrouble(storeOf([watchOf('a'), inTrouble('auth')]).getState()), 'auth!');
	const unsaved = storeOf([inTrouble('auth')]);
	unsaved.getState().savingWent('disk is full');
	assert.equal(selectTrouble(unsaved.getState()), 'The watch list is not being saved: disk is full');
	assert.equal(selectTrouble(storeOf([inTrouble('gateway')]).getState()), undefined);
	assert.equal(selectTrouble(storeOf([inTrouble('auth', {answer: succeeded()})]).getState()), undefined);
});

test('a disk that does not take a result is a trouble that concerns all, for as long as it is wanted', () => {
	const blocked = downloadOf('a', {type: 'blocked', message: 'Too little space is left.'});

	assert.deepEqual(
		[[watchOf('a', {answer: succeeded('v')})], []].map(watches =>
			selectTrouble(storeOf(watches, [blocked]).getState()),
		),
		['Downloads wait: Too little space is left.', undefined],
	);
});
