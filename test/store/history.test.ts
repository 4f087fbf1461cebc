import assert from 'node:assert/strict';
import {test} from 'node:test';
import {selectCursor} from '../../source/store/selectors.js';
import {manyIds, running, storeOf, taskId, taskIds, watchOf} from '../helpers/watches.js';

const setUp = (...ids: readonly string[]) => {
	const store = storeOf(ids.map(id => watchOf(id)));
	return {
		store,
		actions: store.getState(),
		ids: () => [...store.getState().watches.keys()].join(' '),
		cursor: () => selectCursor(store.getState())?.id,
		moveTo: (id: string) => store.getState().moveTo(taskId(id), 0),
		remove: (...gone: readonly string[]) => store.getState().removeWatches(taskIds(...gone)),
		undo: () => store.getState().undo(),
		changeCount: () => store.getState().changes.length,
	};
};

test('added tasks are told, begin now, and the cursor moves to the first of them', () => {
	const {actions, store, ids, cursor} = setUp('a');
	actions.tick(5000);

	assert.deepEqual(actions.addWatches(taskIds('a', 'b', 'c')), ['b', 'c']);

	assert.equal(ids(), 'a b c');
	assert.equal(cursor(), 'b');
	assert.equal(store.getState().watches.get(taskId('b'))?.addedAt, 5000);
});

test('adding what is on the list already is no change and leaves the cursor', () => {
	const {actions, cursor, moveTo, changeCount} = setUp('a', 'b');
	moveTo('b');

	assert.deepEqual(actions.addWatches(taskIds('a')), []);
	assert.equal(cursor(), 'b');
	assert.equal(changeCount(), 0);
});

test('undoing an addition takes off what was new, and leaves nothing to undo', () => {
	const {actions, ids, undo, changeCount} = setUp('a');
	actions.addWatches(taskIds('a', 'b', 'c'));

	assert.deepEqual(undo(), {type: 'added', ids: ['b', 'c']});

	assert.equal(ids(), 'a');
	assert.equal(changeCount(), 0);
	assert.equal(undo(), undefined);
});

test('undoing a removal brings all back to their places, with what was known of them', () => {
	const {store, actions, ids, remove, undo, cursor} = setUp('a', 'b', 'c', 'd', 'e');
	const known = watchOf('b', {label: 'rain', answer: running});
	actions.restore([known]);
	remove('b', 'd', 'a');

	undo();

	assert.equal(ids(), 'a b c d e');
	assert.equal(store.getState().watches.get(taskId('b')), known);
	assert.equal(cursor(), 'b');
});

test('tasks that came later stay behind those that come back', () => {
	const {actions, ids, remove, undo} = setUp('a', 'b', 'c');
	remove('b');
	actions.watch(taskIds('d'), 0);

	undo();

	assert.equal(ids(), 'a b c d');
});

test('changes are undone from the last to the first', () => {
	const {actions, ids, remove, undo} = setUp('a', 'b');
	remove('a');
	actions.addWatches(taskIds('c'));
	remove('b', 'c');
	assert.equal(ids(), '');

	undo();
	assert.equal(ids(), 'b c');
	undo();
	assert.equal(ids(), 'b');
	undo();
	assert.equal(ids(), 'a b');
});

test('when the task under the cursor is removed, the cursor goes to the next that stays', () => {
	const {remove, cursor, moveTo} = setUp('a', 'b', 'c', 'd');
	moveTo('b');

	remove('b', 'c');

	assert.equal(cursor(), 'd');
});

test('where none stays below, the cursor goes to the one above', () => {
	const {remove, cursor, moveTo} = setUp('a', 'b', 'c');
	moveTo('c');

	remove('b', 'c');

	assert.equal(cursor(), 'a');
});

test('a removal elsewhere leaves the cursor on its task', () => {
	const {remove, cursor, moveTo} = setUp('a', 'b', 'c');
	moveTo('b');

	remove('a');

	assert.equal(cursor(), 'b');
});

test('when the last task goes there is no cursor', () => {
	const {remove, cursor, store} = setUp('a');

	remove('a');

	assert.equal(cursor(), undefined);
	assert.equal(store.getState().cursorId, undefined);
});

test('a removed task takes its mark with it, and does not bring it back', () => {
	const {store, actions, remove, undo} = setUp('a', 'b');
	actions.toggleMarks(taskIds('a', 'b'));

	remove('a');
	assert.deepEqual([...store.getState().marks], ['b']);

	undo();
	assert.deepEqual([...store.getState().marks], ['b']);
});

test('undoing an addition takes the marks of what was added off', () => {
	const {store, actions, undo} = setUp('a');
	actions.addWatches(taskIds('b'));
	actions.toggleMarks(taskIds('a', 'b'));

	undo();

	assert.deepEqual([...store.getState().marks], ['a']);
});

test('removing what is not on the list is no change', () => {
	const {actions, remove, changeCount} = setUp('a');

	remove('nobody');
	actions.removeWatches([]);

	assert.equal(changeCount(), 0);
});

test('the last fifty changes can be undone', () => {
	const {actions, ids, undo, changeCount} = setUp();
	for (const id of manyIds(60)) {
		actions.addWatches([id]);
	}

	assert.equal(changeCount(), 50);
	while (undo()) {
		// As long as there is something to undo.
	}

	assert.equal(ids(), manyIds(10).join(' '));
});
