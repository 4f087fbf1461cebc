import assert from 'node:assert/strict';
import {test} from 'node:test';
import {commands, hintsFor, pressKey} from '../../source/commands/commands.js';
import type {AppStore} from '../../source/store/app-store.js';
import {answerOf, doneAnswer, downloadOf, savedAs, someWatch, storeOf} from '../helpers/watches.js';
import {press} from './press.js';

const hintsOf = (store: AppStore, isHelpCut = false): string =>
	hintsFor(store.getState(), {canCancel: () => false}, isHelpCut)
		.map(({key, text}) => `${key} ${text}`)
		.join(', ');

test('no key stands for two commands', () => {
	const keys = commands.flatMap(command => command.keys);

	assert.deepEqual(
		keys.filter((key, index) => keys.indexOf(key) !== index),
		[],
	);
});

test('each command has a key, a title that begins like a sentence, and a group', () => {
	for (const {keys, title, group} of commands) {
		assert.ok(keys.length > 0, title);
		assert.match(title, /^[A-Z].*[^.]$/);
		assert.ok(['Tasks', 'Results', 'Moving', 'Program'].includes(group));
	}
});

test('each reason why a command can do nothing is a sentence', () => {
	const state = storeOf().getState();
	const reasons = commands.flatMap(({disabledReason}) => disabledReason?.(state, {canCancel: () => false}) ?? []);

	assert.ok(reasons.length > 0);
	for (const reason of reasons) {
		assert.match(reason, /^[A-Z].*\.$/);
	}
});

test('a key that stands for nothing is left alone', () => {
	const store = storeOf([someWatch()]);
	const before = store.getState();
	const actions = {exit() {}, suspend() {}, redraw() {}, pollNow() {}, cancel() {}};

	const isTaken = ['z', 'ctrl+x', 'alt+d', 'tab', 'left'].map(key =>
		pressKey(key, {store, actions, canCancel: () => true, rowCount: 10, maxHelpTop: 0}),
	);

	assert.deepEqual(isTaken, [false, false, false, false, false]);
	assert.equal(store.getState(), before);
});

test('a command that can do nothing says why', () => {
	const store = storeOf();

	const notices = ['d', 'D', 'x', 'u', 'e', 'r', 'space', 'A', 'enter'].map(key => {
		const done = press(store, key);
		return [...done, store.getState().notice?.text];
	});

	const noTask = 'There is no task yet: paste task IDs, or press a.';
	assert.deepEqual(notices, [
		['There is nothing to download: the task has no result.'],
		['No finished task has a result that is not saved.'],
		[noTask],
		['There is nothing to undo.'],
		[noTask],
		[noTask],
		[noTask],
		[noTask],
		[noTask],
	]);
});

test('an empty list offers to add, the help and the way out', () => {
	assert.equal(hintsOf(storeOf()), 'a add, ? help, q quit');
});

test('a task that is queued offers everything but a download', () => {
	const store = storeOf([someWatch({answer: answerOf({phase: 'queued'})})]);

	assert.deepEqual(
		new Set(hintsOf(store).split(', ')),
		new Set(['a add', 'space mark', 'x remove', 'r ask now', 'enter details', '? help', 'q quit']),
	);
});

test('a task that failed offers no download either', () => {
	assert.doesNotMatch(hintsOf(storeOf([someWatch({answer: answerOf({phase: 'failed'})})])), /download/);
});

test('a task that is done offers its download first', () => {
	assert.match(hintsOf(storeOf([someWatch({answer: doneAnswer()})])), /^d download, D download all, a add, /);
});

test('a task that is saved, or on its way, offers no download', () => {
	const watch = someWatch({answer: doneAnswer()});

	for (const state of [savedAs('/r/v.mp4', 1), {type: 'queued'}] as const) {
		assert.doesNotMatch(hintsOf(storeOf([watch], [downloadOf(watch.id, state)])), /download/);
	}
});

test('a task whose download failed offers it again', () => {
	const watch = someWatch({answer: doneAnswer()});
	const failed = downloadOf(watch.id, {type: 'failed', message: 'The link has expired.'});

	assert.match(hintsOf(storeOf([watch], [failed])), /^d download, /);
});

test('undo is offered once there is something to undo', () => {
	const store = storeOf([someWatch()]);

	press(store, 'x');

	assert.equal(hintsOf(store), 'a add, u undo, ? help, q quit');
});

test('the help and the way out are always offered last in the table', () => {
	assert.match(hintsOf(storeOf([someWatch({answer: doneAnswer()})])), /, \? help, q quit$/);
});

test('the help offers how to leave it, and how to scroll where there is more of it', () => {
	const store = storeOf([someWatch({answer: doneAnswer()})]);

	press(store, '?');

	assert.equal(hintsOf(store), 'esc back, q quit');
	assert.equal(hintsOf(store, true), 'down more, esc back, q quit');
});

test('the details offer the way back in place of themselves, next to the way out', () => {
	const store = storeOf([someWatch({answer: doneAnswer()})]);

	press(store, 'enter');

	assert.match(hintsOf(store), /^d download, .*, \? help, esc back, q quit$/);
	assert.doesNotMatch(hintsOf(store), /details/);
});
