import assert from 'node:assert/strict';
import {test} from 'node:test';
import {addPasted, addTyped} from '../../source/commands/paste.js';
import {selectCursor} from '../../source/store/selectors.js';
import {storeOf, watchOf} from '../helpers/watches.js';

const [first, second, third] = ['cgt-20250702010712-aaaaa', 'cgt-20250702010712-bbbbb', 'cgt-20250702010712-ccccc'];

const paste = (text: string, watched: readonly string[] = [], add: typeof addPasted = addPasted) => {
	const store = storeOf(watched.map(id => watchOf(id)));
	add(store, text);
	const state = store.getState();
	return {list: [...state.watches.keys()], text: state.notice?.text, tone: state.notice?.tone, state};
};

test('the tasks of a text are added in its order, and the cursor goes to the first of them', () => {
	const {list, text, tone, state} = paste(`${second}\n${third}\n`, [String(first)]);

	assert.deepEqual(list, [first, second, third]);
	assert.equal(text, 'Added 2 tasks.  Press u to undo.');
	assert.equal(tone, 'good');
	assert.equal(selectCursor(state)?.id, second);
});

test('tasks that are watched already are counted apart', () => {
	const {list, text, tone} = paste(`${first} ${second}`, [String(first)]);

	assert.deepEqual(list, [first, second]);
	assert.equal(text, 'Added 1 task, 1 already watched.  Press u to undo.');
	assert.equal(tone, 'good');
});

test('a text that brings nothing new says so, and there is nothing to undo', () => {
	const {text, tone, state} = paste(`${first}`, [String(first)]);

	assert.equal(text, 'Nothing new, 1 already watched.');
	assert.equal(tone, 'plain');
	assert.equal(state.changes.length, 0);
});

test('lines in which no ID was recognised are counted', () => {
	const {list, text} = paste(`${first}\nsome words\nother words\n`);

	assert.deepEqual(list, [first]);
	assert.equal(text, 'Added 1 task, 2 lines not recognised.  Press u to undo.');
});

test('a text without any ID changes nothing and says what to do', () => {
	const {list, text, tone} = paste('some words');

	assert.deepEqual(list, []);
	assert.equal(text, 'No task ID was recognised in that text. Press a to type one.');
	assert.equal(tone, 'bad');
});

test('an empty text says that there was nothing in it', () => {
	assert.equal(paste(' \n').text, 'There was nothing to add.');
});

test('words that look like no ID are taken for IDs where the user typed them', () => {
	const {list, text} = paste('my-task, other;third', [], addTyped);

	assert.deepEqual(list, ['my-task', 'other', 'third']);
	assert.equal(text, 'Added 3 tasks.  Press u to undo.');
});

test('no word that the user typed is dropped without a word', () => {
	const {list, text} = paste(`my-task ${first}`, [], addTyped);

	assert.ok(list.length === 2 || /not recognised/.test(text ?? ''), text);
});

test('an API key that the user typed is never taken for an ID', () => {
	const {list, text} = paste('sk-abcdefghijklmnop0123456789', [], addTyped);

	assert.deepEqual(list, []);
	assert.match(text ?? '', /^No task ID was recognised/);
});
