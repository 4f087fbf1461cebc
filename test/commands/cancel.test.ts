import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answerOf, doneAnswer, storeOf, watchOf} from '../helpers/watches.js';
import {pressOn} from './press.js';

const situation = {rowCount: 10, maxHelpTop: 0, canCancel: () => true};
const live = watchOf('task-1', {answer: answerOf(), health: {lastAnswerAt: 0}});

test('c asks first, and y cancels the task', () => {
	const store = storeOf([live]);

	assert.deepEqual(pressOn(situation, store, 'c'), []);
	assert.equal(store.getState().questionId, 'task-1');

	assert.deepEqual(pressOn(situation, store, 'y'), ['cancel task-1']);
	assert.equal(store.getState().questionId, undefined);
});

test('any other key leaves the task alone and does nothing else', () => {
	const store = storeOf([live]);

	const done = pressOn(situation, store, 'c', 'x');

	assert.deepEqual(done, []);
	assert.equal(store.getState().questionId, undefined);
	assert.deepEqual([...store.getState().watches.keys()], ['task-1']);
});

test('the way out is open while the question is', () => {
	assert.deepEqual(pressOn(situation, storeOf([live]), 'c', 'q'), ['exit']);
	assert.deepEqual(pressOn(situation, storeOf([live]), 'c', 'ctrl+c'), ['exit']);
});

for (const [reason, watch, now] of [
	['has ended', watchOf('task-1', {answer: doneAnswer(), health: {lastAnswerAt: 0}}), 0],
	['was never answered for', watchOf('task-1'), 0],
	['was last heard of more than a minute ago', live, 60_001],
] as const) {
	test(`a task that ${reason} cannot be cancelled`, () => {
		const store = storeOf([watch], [], now);

		pressOn(situation, store, 'c');

		assert.equal(store.getState().questionId, undefined);
		assert.equal(store.getState().notice?.text, 'Only a task that was running a moment ago can be cancelled.');
	});
}

test('where the service has no safe cancelling, that is told', () => {
	const store = storeOf([live]);

	pressOn({...situation, canCancel: () => false}, store, 'c');

	assert.equal(store.getState().questionId, undefined);
	assert.equal(store.getState().notice?.text, 'Its service has no cancelling that is safe for a result.');
});
