import assert from 'node:assert/strict';
import {test} from 'node:test';
import {someWatch, storeOf, watchOf} from '../helpers/watches.js';
import {press} from './press.js';

test('q and Ctrl-C leave the program', () => {
	assert.deepEqual(press(storeOf(), 'q', 'ctrl+c'), ['exit', 'exit']);
});

test('Ctrl-Z goes to the shell, and Ctrl-L draws anew', () => {
	assert.deepEqual(press(storeOf(), 'ctrl+z', 'ctrl+l'), ['suspend', 'redraw']);
});

test('? opens the help and leaves it', () => {
	const store = storeOf();

	press(store, '?');
	const opened = store.getState().panel;
	press(store, '?');

	assert.equal(opened, 'help');
	assert.equal(store.getState().panel, 'table');
});

test('Esc leaves the details, then takes the marks off', () => {
	const store = storeOf([watchOf('task-1'), watchOf('task-2')]);

	press(store, 'A', 'enter', 'esc');
	const {panel, marks} = store.getState();
	press(store, 'esc');

	assert.equal(panel, 'table');
	assert.equal(marks.size, 2);
	assert.equal(store.getState().marks.size, 0);
});

test('in the help, keys scroll it', () => {
	const topAfter = (...keys: readonly string[]): number => {
		const store = storeOf([someWatch()]);
		press(store, '?', ...keys);
		return store.getState().helpTop;
	};

	assert.deepEqual(
		[
			topAfter('down', 'j'),
			topAfter('j', 'j', 'up'),
			topAfter('j', 'k', 'k'),
			topAfter('space'),
			topAfter('pagedown', 'pageup'),
		],
		[2, 1, 0, 10, 0],
	);
});

test('in the help, each other key leaves it and does nothing else', () => {
	const store = storeOf([someWatch()]);

	const done = press(store, '?', 'j', 'x');

	assert.deepEqual(done, []);
	assert.equal(store.getState().panel, 'table');
	assert.equal(store.getState().watches.size, 1);
});

test('the help is shown from its beginning each time', () => {
	const store = storeOf();

	press(store, '?', 'j', '?', '?');

	assert.equal(store.getState().helpTop, 0);
});

test('in the help, the keys of the program go on working', () => {
	assert.deepEqual(press(storeOf(), '?', 'ctrl+l', 'ctrl+z', 'q'), ['redraw', 'suspend', 'exit']);
});
