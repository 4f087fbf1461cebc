import assert from 'node:assert/strict';
import {test} from 'node:test';
import {selectNextTickAt} from '../../source/store/due.js';
import {downloadOf, running, storeOf, succeeded, watchOf} from '../helpers/watches.js';

test('while a task is under way the screen changes with each full second', () => {
	const store = storeOf([watchOf('a', {answer: running})]);

	assert.equal(selectNextTickAt(store.getState()), 1000);
	store.getState().tick(1000);
	assert.equal(selectNextTickAt(store.getState()), 2000);
	store.getState().tick(2999);
	assert.equal(selectNextTickAt(store.getState()), 3000);
});

test('while a file is being saved the screen changes with each full second', () => {
	const store = storeOf([watchOf('a', {answer: succeeded('v')})], [downloadOf('a', {type: 'queued'})]);

	assert.equal(selectNextTickAt(store.getState()), 1000);
});

test('where all is finished only the end of a notice is due, and without one nothing', () => {
	const store = storeOf([watchOf('a', {answer: succeeded()})]);
	assert.equal(selectNextTickAt(store.getState()), undefined);

	store.getState().notify('Saved.');
	assert.equal(selectNextTickAt(store.getState()), 4000);

	store.getState().tick(4000);
	assert.equal(selectNextTickAt(store.getState()), undefined);
});
