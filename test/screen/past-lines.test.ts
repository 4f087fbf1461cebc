import assert from 'node:assert/strict';
import {test} from 'node:test';
import {formatMoment, formatTimeOfDay} from '../../source/table/format.js';
import type {TaskEvent} from '../../source/task/task-event.js';
import {press} from '../commands/press.js';
import {frameLines} from '../helpers/frames.js';
import {answerOf, noon, someWatch, storeOf, taskId} from '../helpers/watches.js';

const watch = someWatch({answer: answerOf({createdAt: noon - 60_000})});
const dayMs = 24 * 60 * 60 * 1000;

/** The screen with the details open. */
const screenWith = (events: readonly TaskEvent[], rows: number, keys: readonly string[] = ['enter']) => {
	const store = storeOf([watch], [], noon);
	press(store, ...keys);
	store.getState().pastRead(watch.id, events);
	return frameLines(store, 60, rows).map(line => line.trimEnd());
};

test('the details end with what happened to the task, each with its time', () => {
	const lines = screenWith(
		[
			{id: watch.id, at: noon - dayMs, type: 'added'},
			{id: watch.id, at: noon, type: 'phase', phase: 'running'},
		],
		20,
	);

	const first = lines.findIndex(line => line.startsWith('  history '));
	assert.deepEqual(lines.slice(first, first + 3), [
		`  history   ${formatMoment(noon - dayMs, noon)}  put on the list`,
		`            ${formatTimeOfDay(noon)}  running`,
		'',
	]);
	assert.match(lines[first] ?? '', /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}put/);
});

test('only as much of it is told as there is room for, the latest', () => {
	const events = Array.from({length: 50}, (_, n): TaskEvent => ({id: watch.id, at: noon + n * 1000, type: 'added'}));

	const lines = screenWith(events, 12).filter(line => line.endsWith('put on the list'));

	assert.deepEqual(
		lines.map(line => line.slice(12, 20)),
		[46, 47, 48, 49].map(second => formatTimeOfDay(noon + second * 1000)),
	);
});

test('below the table, and of another task, nothing of it is told', () => {
	const hasHistory = (lines: readonly string[]) => lines.some(line => line.includes('history'));
	const added = {at: noon, type: 'added'} as const;
	const store = storeOf([watch], [], noon);
	press(store, 'enter');
	store.getState().pastRead(taskId('other'), [{id: taskId('other'), ...added}]);

	assert.ok(!hasHistory(frameLines(store, 60, 20)));
	assert.ok(!hasHistory(screenWith([{id: watch.id, ...added}], 40, [])));
});
