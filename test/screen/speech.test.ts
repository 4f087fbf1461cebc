import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createSpeech, spokenCounts, spokenCursor, spokenList} from '../../source/screen/speech.js';
import {spokenHelp, spokenHints} from '../../source/screen/spoken-keys.js';
import type {AppState, AppStore} from '../../source/store/app-store.js';
import {press} from '../commands/press.js';
import {reportOf, storeOf, succeeded, taskId, watchOf} from '../helpers/watches.js';

const tasks = [watchOf('task-1', {label: 'red fox'}), watchOf('task-2')];

const abilities = {canCancel: () => false};

/** What is said of each of some changes. */
const saidOf = (
	store: AppStore,
	...changes: readonly ((state: AppState) => void)[]
): readonly (readonly string[])[] => {
	const speech = createSpeech(store.getState());
	return changes.map(change => {
		change(store.getState());
		return speech(store.getState());
	});
};

const pressing = (store: AppStore, ...keys: readonly string[]) =>
	saidOf(store, ...keys.map(key => () => press(store, key)));

test('a list is said with its counts, the keys and the task under the cursor', () => {
	const state = storeOf(tasks).getState();

	assert.equal(spokenCounts(state), '2 tasks: 2 unknown.');
	assert.equal(
		spokenHints(state, abilities),
		'Keys: up and down move, a add, space mark, enter details, x remove, r ask now, question mark help, q quit.',
	);
	assert.deepEqual(spokenCursor(state), ['1 of 2: red fox, asking']);
	assert.deepEqual(spokenList(state), ['red fox, asking', 'task-2, asking']);
});

test('of an empty list it is said what to do', () => {
	const state = storeOf().getState();

	assert.equal(spokenCounts(state), 'Nothing is watched. Paste task IDs, or press a.');
	assert.equal(spokenHints(state, abilities), 'Keys: a add, question mark help, q quit.');
	assert.deepEqual(spokenCursor(state), []);
});

test('all keys are said with names that sound different', () => {
	const keys = spokenHelp.slice(1).map(line => line.slice(0, line.indexOf(':')).toLowerCase());

	assert.deepEqual(keys, [...new Set(keys)]);
	assert.ok(spokenHelp.includes('capital D: Download all results that are finished and not saved.'));
	assert.ok(spokenHelp.includes('page down or control f: Move down a page.'));
});

test('moving says where the cursor is, and nothing at the end of the list', () => {
	assert.deepEqual(pressing(storeOf(tasks), 'down', 'down', 'up'), [
		['2 of 2: task-2, asking'],
		[],
		['1 of 2: red fox, asking'],
	]);
});

test('marking, removing and undoing are said with where the cursor is then', () => {
	assert.deepEqual(pressing(storeOf(tasks), 'space', 'esc', 'x', 'u'), [
		['1 task marked.', '2 of 2: task-2, asking'],
		['No task is marked.'],
		['Took 1 task off the list. Press u to undo.', '1 of 1: red fox, asking'],
		['Put 1 task back on the list.', '2 of 2: task-2, asking'],
	]);
});

test('a box says what it is for, what is typed, and what is left', () => {
	assert.deepEqual(pressing(storeOf(tasks), 'e', 'space', 'a', 'backspace', 'ctrl+u', 'esc'), [
		['Label: it holds red fox. Enter: set. Escape: back.'],
		['space'],
		['a'],
		['red fox '],
		['The box is empty.'],
		['The box is closed.'],
	]);
});

test('a new label and one that is taken off are said', () => {
	const store = storeOf(tasks);
	const id = taskId('task-1');

	assert.deepEqual(
		saidOf(
			store,
			state => state.label(id, 'blue fox'),
			state => state.label(id, ''),
		),
		[['Label: blue fox'], ['The label is off.']],
	);
});

test('a change of a task is said once, though it is a notice too', () => {
	const store = storeOf(tasks);
	const speech = createSpeech(store.getState());

	store.getState().pollsReported([reportOf('task-2', {answer: succeeded('https://media.example/v.mp4')})]);
	const first = speech(store.getState());
	store.getState().notify('Something else.');

	assert.deepEqual(first, ['task-2, done, video ready']);
	assert.deepEqual(speech(store.getState()), ['Something else.']);
	assert.deepEqual(speech(store.getState()), []);
});

test('a question and a trouble are said when they come up', () => {
	const id = taskId('task-1');
	const store = storeOf(tasks);

	assert.deepEqual(
		saidOf(
			store,
			state => state.askToCancel(id),
			state => state.askToCancel(undefined),
			state => state.savingWent('no space left on the disk'),
			state => state.tick(1000),
		),
		[
			['Cancel red fox? y cancels it, any other key leaves it alone.'],
			[],
			['The watch list is not being saved: no space left on the disk'],
			[],
		],
	);
});

test('the details and the keys are said when they are asked for', () => {
	const [details, , help] = pressing(storeOf(tasks), 'enter', 'enter', '?');

	assert.equal(details?.[0], 'status: asking');
	assert.deepEqual(help, spokenHelp);
});
