import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createReporter, type Format} from '../../source/output/reporter.js';
import {taskEventLine, tasksDocument} from '../../source/output/task-json.js';
import type {ListEvent} from '../../source/store/events.js';
import {formatTimeOfDay} from '../../source/table/format.js';
import {noon, running, storeOf, succeeded, watchOf} from '../helpers/watches.js';

const watches = [
	watchOf('a', {addedAt: noon, answer: succeeded('https://m.test/1')}),
	watchOf('b', {addedAt: noon, answer: {...running, phase: 'failed', error: 'Too long'}}),
];
const events: readonly ListEvent[] = watches.map(watch => ({type: 'phase', watch}));
const state = storeOf(watches).getState();
const context = {downloads: state.downloads, now: noon, serviceOf: () => 'gptge'};

/** All that is written while these events happen, and at the end. */
const report = (format: Format, hasWarnings = true) => {
	const data: string[] = [];
	const warnings: string[] = [];
	const reporter = createReporter({
		format,
		textOf: ({watch}) => (watch.id === 'a' ? 'text of a' : undefined),
		write: text => data.push(text),
		warn: hasWarnings ? text => warnings.push(text) : undefined,
		now: () => noon,
		serviceOf: context.serviceOf,
	});
	reporter.tell(events, state);
	data.push('--\n');
	reporter.finish(state);
	return {data: data.join(''), warnings};
};

test('text is a line for each event that has one', () => {
	assert.equal(report('text').data, 'text of a\n--\n');
});

test('lines of JSON are one for each event', () => {
	const lines = events.map(event => `${taskEventLine(event.type, noon, event.watch, context)}\n`).join('');

	assert.equal(report('ndjson').data, `${lines}--\n`);
});

test('a JSON document comes at the end, and holds all tasks', () => {
	assert.equal(report('json').data, `--\n${tasksDocument(watches, context)}\n`);
});

test('troubles are told apart from the data, unless something else tells them', () => {
	for (const format of ['text', 'json', 'ndjson'] as const) {
		assert.deepEqual(report(format).warnings, [`${formatTimeOfDay(noon)}  b  failed  Too long\n`]);
		assert.deepEqual(report(format, false).warnings, []);
	}
});
