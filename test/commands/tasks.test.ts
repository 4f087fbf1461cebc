import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {AppStore} from '../../source/store/app-store.js';
import {selectCursor} from '../../source/store/selectors.js';
import {doneAnswer, someWatch, storeOf, taskId, watchOf} from '../helpers/watches.js';
import {press} from './press.js';

const storeOfThree = (): AppStore => storeOf(['task-1', 'task-2', 'task-3'].map(id => watchOf(id)));
const listOf = (store: AppStore): string => [...store.getState().watches.keys()].join(' ');
const marksOf = (store: AppStore): string => [...store.getState().marks].join(' ');
const cursorOf = (store: AppStore): string | undefined => selectCursor(store.getState())?.id;
const noticeOf = (store: AppStore): string | undefined => store.getState().notice?.text;

test('a opens the box for IDs, empty', () => {
	const store = storeOfThree();

	press(store, 'a');

	assert.equal(store.getState().box?.purpose, 'add');
	assert.equal(store.getState().box?.text, '');
});

test('space marks the task and goes to the next one', () => {
	const store = storeOfThree();

	press(store, 'space', 'space');

	assert.equal(marksOf(store), 'task-1 task-2');
	assert.equal(cursorOf(store), 'task-3');
});

test('space takes off the mark of a marked task', () => {
	const store = storeOfThree();

	press(store, 'space', 'up', 'space');

	assert.equal(marksOf(store), '');
});

test('A marks all, then none', () => {
	const store = storeOfThree();

	press(store, 'space', 'A');
	const all = marksOf(store);
	press(store, 'A');

	assert.equal(all, 'task-1 task-2 task-3');
	assert.equal(marksOf(store), '');
});

test('x takes the task under the cursor off the list, and the cursor goes to the next one', () => {
	const store = storeOfThree();

	press(store, 'down', 'x');

	assert.equal(listOf(store), 'task-1 task-3');
	assert.equal(cursorOf(store), 'task-3');
	assert.equal(noticeOf(store), 'Took 1 task off the list. Press u to undo.');
});

test('x takes the marked tasks off the list wherever the cursor is', () => {
	const store = storeOfThree();

	press(store, 'space', 'space', 'x');

	assert.equal(listOf(store), 'task-3');
	assert.equal(marksOf(store), '');
	assert.equal(noticeOf(store), 'Took 2 tasks off the list. Press u to undo.');
});

test('u puts back what was taken off, in its place and as it was', () => {
	const store = storeOf([watchOf('task-1'), watchOf('task-2', {label: 'fox', answer: doneAnswer()})]);
	const before = [...store.getState().watches];

	press(store, 'x', 'x', 'u', 'u');

	assert.deepEqual([...store.getState().watches], before);
	assert.equal(noticeOf(store), 'Put 1 task back on the list.');
});

test('u takes off again what was added', () => {
	const store = storeOfThree();
	store.getState().addWatches([taskId('task-4'), taskId('task-5')]);

	press(store, 'u');

	assert.equal(listOf(store), 'task-1 task-2 task-3');
	assert.equal(noticeOf(store), 'Took 2 added tasks off the list again.');
});

test('e opens the box with the label that there is', () => {
	const store = storeOf([someWatch({label: 'red fox'})]);

	press(store, 'e');

	assert.equal(store.getState().box?.purpose, 'label');
	assert.equal(store.getState().box?.text, 'red fox');
});

test('r asks about the task under the cursor', () => {
	const store = storeOfThree();

	const done = press(store, 'down', 'r');

	assert.deepEqual(done, ['poll task-2']);
});

test('r asks about the marked tasks, also where they were finished', () => {
	const store = storeOf([watchOf('task-1', {answer: doneAnswer()}), watchOf('task-2')]);

	const done = press(store, 'A', 'r');

	assert.deepEqual(done, ['poll task-1 task-2']);
	assert.equal(store.getState().watches.get(taskId('task-1'))?.isAskedAgain, true);
});

test('Enter shows the details and the table again', () => {
	const store = storeOfThree();

	press(store, 'enter');
	const opened = store.getState().panel;
	press(store, 'enter');

	assert.equal(opened, 'details');
	assert.equal(store.getState().panel, 'table');
});

test('taking the last task off leaves its details', () => {
	const store = storeOf([someWatch()]);

	press(store, 'enter', 'x');
	store.getState().addWatches([taskId('task-9')]);

	assert.equal(store.getState().panel, 'table');
});

test('a notice goes by itself', () => {
	const store = storeOfThree();

	press(store, 'x');
	store.getState().tick(60_000);

	assert.equal(noticeOf(store), undefined);
});
