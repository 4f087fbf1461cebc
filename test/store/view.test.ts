import assert from 'node:assert/strict';
import {test} from 'node:test';
import {selectCursor} from '../../source/store/selectors.js';
import {storeOf, taskId, taskIds, watchOf} from '../helpers/watches.js';

const setUp = (...ids: readonly string[]) => {
	const store = storeOf(ids.map(id => watchOf(id)));
	return {store, actions: store.getState(), state: store.getState, marks: () => [...store.getState().marks].join(' ')};
};

test('the cursor is on the first task until it is moved', () => {
	const {state} = setUp('a', 'b');

	assert.equal(selectCursor(state())?.id, 'a');
});

test('the cursor stays on its task when tasks above it go and new ones come', () => {
	const {actions, state} = setUp('a', 'b', 'c');
	actions.moveTo(taskId('c'), 1);

	actions.unwatch(taskIds('a'));
	actions.watch(taskIds('d'), 0);

	assert.equal(selectCursor(state())?.id, 'c');
	assert.equal(state().topIndex, 1);
});

test('marks are set, and taken off where all of them are set', () => {
	const {actions, marks} = setUp('a', 'b', 'c');

	actions.toggleMarks(taskIds('b'));
	assert.equal(marks(), 'b');

	actions.toggleMarks(taskIds('a', 'b', 'c'));
	assert.equal(marks(), 'b a c');

	actions.toggleMarks(taskIds('a', 'c'));
	assert.equal(marks(), 'b');

	actions.clearMarks();
	assert.equal(marks(), '');
});

test('a notice goes four seconds later, and a bad one eight', () => {
	const {actions, state} = setUp();
	actions.tick(1000);

	actions.notify('Saved.', 'good');
	assert.deepEqual(state().notice, {text: 'Saved.', tone: 'good', until: 5000});
	actions.tick(4999);
	assert.equal(state().notice?.text, 'Saved.');
	actions.tick(5000);
	assert.equal(state().notice, undefined);

	actions.notify('No.', 'bad');
	assert.equal(state().notice?.until, 13_000);
});

test('a notice without a tone is plain', () => {
	const {actions, state} = setUp();

	actions.notify('There is nothing to undo.');

	assert.equal(state().notice?.tone, 'plain');
});

test('a new notice takes the place of the old one, with a time of its own', () => {
	const {actions, state} = setUp();

	actions.notify('one');
	actions.tick(3000);
	actions.notify('two');
	actions.tick(4000);

	assert.equal(state().notice?.text, 'two');
});

test('a tick sets the time that is shown', () => {
	const {actions, state} = setUp();

	actions.tick(1234);

	assert.equal(state().now, 1234);
});

test('the help is scrolled down and up again, not beyond its ends, and opens at its top', () => {
	const {actions, state} = setUp();

	actions.showPanel('help');
	actions.scrollHelp(10, 20);
	actions.scrollHelp(-3, 20);
	assert.equal(state().helpTop, 7);

	actions.scrollHelp(-30, 20);
	assert.equal(state().helpTop, 0);

	actions.scrollHelp(30, 20);
	assert.equal(state().helpTop, 20);

	actions.scrollHelp(5, 20);
	actions.showPanel('table');
	actions.showPanel('help');
	assert.equal(state().helpTop, 0);
});

test('a text box opens with a text, and holds what is typed', () => {
	const {actions, state} = setUp();

	actions.openBox('label', 'old');
	assert.deepEqual(state().box, {purpose: 'label', text: 'old'});

	actions.typeInBox('older');
	assert.equal(state().box?.text, 'older');

	actions.closeBox();
	assert.equal(state().box, undefined);
});
