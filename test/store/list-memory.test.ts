import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AppState} from '../../source/store/app-store.js';
import {memoryChange} from '../../source/store/list-memory.js';
import {answerOf, doneAnswer, reportOf, storeOf, taskIds, watchOf} from '../helpers/watches.js';

/** What is to be remembered after a change of a list of two tasks, the first of which is marked. */
const remembered = (change: (state: AppState) => void) => {
	const store = storeOf([
		watchOf('a', {answer: answerOf({createdAt: 0}), health: {lastAnswerAt: 1000}}),
		watchOf('b', {answer: answerOf()}),
	]);
	store.getState().toggleMarks(taskIds('a'));
	const before = store.getState();
	change(before);
	return memoryChange(before, store.getState(), []);
};

test('marks are remembered when they change', () => {
	assert.deepEqual(
		remembered(state => state.toggleMarks(taskIds('b'))),
		{marks: ['a', 'b']},
	);
	assert.deepEqual(
		remembered(state => state.removeWatches(taskIds('a'))),
		{marks: []},
	);
});

test('a task that goes without having been marked costs nothing to remember', () => {
	assert.equal(
		remembered(state => state.removeWatches(taskIds('b'))),
		undefined,
	);
});

test('how long a run took is remembered when its end was seen, once, however many reports tell of it', () => {
	const done = reportOf('a', {answer: doneAnswer({createdAt: 0})}, {answeredAt: 9000});

	assert.deepEqual(
		remembered(state => state.pollsReported([done, done])),
		{timings: new Map([['ark ', [9000]]])},
	);
	assert.equal(
		remembered(state => state.pollsReported([reportOf('b', {answer: answerOf({phase: 'failed'})})])),
		undefined,
	);
});

test('what has happened is remembered, and without it, nothing', () => {
	const state = storeOf().getState();
	const events = [{id: taskIds('a')[0] ?? assert.fail(), at: 1, type: 'added'}] as const;

	assert.deepEqual(memoryChange(state, state, events), {events});
	assert.equal(memoryChange(state, state, []), undefined);
});
