import assert from 'node:assert/strict';
import {test} from 'node:test';
import {openBoxOf, pasteInBox, pressKeyInBox} from '../../source/commands/text-box.js';
import {someWatch, storeOf, taskId, watchOf} from '../helpers/watches.js';
import {press} from './press.js';

/** What is in the box for IDs after some keys. */
const textAfter = (text: string, ...keys: readonly string[]): string | undefined => {
	const store = storeOf();
	store.getState().openBox('add', text);
	press(store, ...keys);
	return store.getState().box?.text;
};

test('letters that are commands elsewhere are text in the box', () => {
	assert.equal(textAfter('', ...'dDaAxuerjkgGq?', 'space', '中', '🎬'), 'dDaAxuerjkgGq? 中🎬');
});

test('the text is edited at its end', () => {
	assert.deepEqual(
		[
			textAfter('task', 'backspace'),
			textAfter('task', 'delete'),
			textAfter('中🎬', 'backspace'),
			textAfter('', 'backspace'),
			textAfter('one two ', 'ctrl+w'),
			textAfter('one two', 'ctrl+w'),
			textAfter('one two', 'ctrl+u'),
		],
		['tas', 'tas', '中', '', 'one ', 'one ', ''],
	);
});

test('keys without a meaning in the box do nothing, and nothing elsewhere', () => {
	const store = storeOf([watchOf('task-1'), watchOf('task-2')]);
	store.getState().openBox('add', 'text');

	const done = press(store, 'up', 'down', 'tab', 'left', 'home', 'pagedown', 'alt+d', 'ctrl+f');

	assert.deepEqual(done, []);
	assert.equal(store.getState().box?.text, 'text');
	assert.equal(store.getState().cursorId, undefined);
});

test('Ctrl-C, Ctrl-Z and Ctrl-L work while the box is open', () => {
	const store = storeOf();
	store.getState().openBox('add', 'text');

	assert.deepEqual(press(store, 'ctrl+l', 'ctrl+z', 'ctrl+c'), ['redraw', 'suspend', 'exit']);
	assert.equal(store.getState().box?.text, 'text');
});

test('a key is the box’s own only while one is open', () => {
	const store = storeOf();

	assert.equal(pressKeyInBox('d', 'd', store), false);
	assert.equal(openBoxOf(store.getState()), undefined);
});

test('Enter adds what is in the box, also words that look like no ID', () => {
	const store = storeOf();

	press(store, 'a', ...'my-task', 'space', ...'other', 'enter');

	assert.deepEqual([...store.getState().watches.keys()], ['my-task', 'other']);
	assert.equal(store.getState().panel, 'table');
});

test('Esc leaves the box without adding anything', () => {
	const store = storeOf();

	press(store, 'a', ...'my-task', 'esc');

	assert.equal(store.getState().panel, 'table');
	assert.equal(store.getState().watches.size, 0);
});

test('Enter sets the label of the task under the cursor', () => {
	const store = storeOf([watchOf('task-1'), watchOf('task-2')]);

	press(store, 'down', 'e', ...'red', 'space', ...'fox', 'enter');

	assert.deepEqual(
		[...store.getState().watches.values()].map(({label}) => label),
		[undefined, 'red fox'],
	);
});

test('an empty label takes the label off', () => {
	const store = storeOf([watchOf('task-1', {label: 'red fox'})]);

	press(store, 'e', 'ctrl+u', 'enter');

	assert.deepEqual(store.getState().watches.get(taskId('task-1')), watchOf('task-1'));
});

test('a label is cleaned and cut', () => {
	const store = storeOf([watchOf('task-1')]);

	press(store, 'e');
	pasteInBox(store, ` \u001B[31mred\n\u202Efox\u0007 ${'x'.repeat(100)}`);
	press(store, 'enter');

	const {label = ''} = store.getState().watches.get(taskId('task-1')) ?? {};
	assert.equal(label, `red fox ${'x'.repeat(51)}…`);
});

test('text pasted into the box stands behind what is there, on one line', () => {
	const store = storeOf();
	store.getState().openBox('add', 'one ');

	pasteInBox(store, 'two\r\nthree\tfour');

	assert.equal(store.getState().box?.text, 'one two three four');
	assert.equal(store.getState().box?.purpose, 'add');
});

test('text pasted into the box is shown without escape sequences and invisible characters', () => {
	const store = storeOf();
	store.getState().openBox('add', '');

	pasteInBox(store, 'one\u001B[31m\u0007\u202E two');

	assert.doesNotMatch(store.getState().box?.text ?? '', /[\p{Cc}\p{Cf}]/u);
});

test('a list that is too long for the box is added at once', () => {
	const store = storeOf();
	const ids = Array.from({length: 200}, (_, index) => `cgt-20250702010712-${String(index).padStart(5, '0')}`);
	store.getState().openBox('add', '');

	pasteInBox(store, ids.join('\n'));

	assert.deepEqual([...store.getState().watches.keys()], ids);
	assert.equal(store.getState().panel, 'table');
});

test('a text that is too long for a label adds no tasks', () => {
	const store = storeOf([watchOf('task-1')]);
	store.getState().openBox('label', '');

	pasteInBox(store, 'cgt-20250702010712-qm644 '.repeat(200));

	assert.deepEqual([...store.getState().watches.keys()], ['task-1']);
});

test('the box leads back to where it was opened from', () => {
	const store = storeOf([someWatch()]);

	press(store, 'enter', 'e', 'esc');

	assert.equal(store.getState().panel, 'details');
});
