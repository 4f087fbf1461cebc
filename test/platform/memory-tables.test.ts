import assert from 'node:assert/strict';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {type TestContext, test} from 'node:test';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import type {ListChange} from '../../source/store/list-file.js';
import type {TaskEvent} from '../../source/task/task-event.js';
import {manyIds, noon, taskId, taskIds, watchOf} from '../helpers/watches.js';

const a = taskId('a');
const dayMs = 24 * 60 * 60 * 1000;

/** That a task was added, so many milliseconds after noon. */
const added = (id: string, ms: number): TaskEvent => ({id: taskId(id), at: noon + ms, type: 'added'});

const nothing: ListChange = {put: [], drop: [], downloads: []};

/** A list in a folder of its own, opened anew each time it is worked with. */
const setUp = (context: TestContext) => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	const file = path.join(folder, 'state.db');

	const withList = <Result>(work: (list: ReturnType<typeof openWatchDatabase>) => Result, now = noon): Result => {
		const list = openWatchDatabase(folder, now);
		try {
			return work(list);
		} finally {
			list.close();
		}
	};

	return {
		file,
		save: (change: Partial<ListChange>, now = noon) => withList(list => list.save({...nothing, ...change}), now),
		load: () => withList(list => list.load()),
		history: (id: string) => withList(list => list.history(taskId(id))),
		/** Look into the file from outside. */
		query(sql: string) {
			const database = new DatabaseSync(file);
			const rows = database.prepare(sql).all();
			database.close();
			return rows;
		},
	};
};

test('marks and durations come back when the list is opened again', context => {
	const {save, load} = setUp(context);
	const memory = {marks: taskIds('b', 'a'), timings: new Map([['ark seedance', [104_000, 98_000]]])};

	save({...memory, marks: taskIds('a')});
	save(memory);
	save({});

	assert.deepEqual(load(), {watches: [], downloads: [], brokenCount: 0, ...memory});
});

test('what happened to a task comes back in its order, apart from what happened to others', context => {
	const {save, history} = setUp(context);

	save({events: [added('a', 1), added('b', 2)]});
	save({events: [{id: a, at: noon + 3, type: 'phase', phase: 'running'}]});

	assert.deepEqual(history('a'), [added('a', 1), {id: a, at: noon + 3, type: 'phase', phase: 'running'}]);
	assert.deepEqual(history('c'), []);
});

test('a change that cannot be written leaves none of it behind', context => {
	const {save, load, history, query} = setUp(context);
	save({});
	query(`CREATE TRIGGER full BEFORE INSERT ON notes BEGIN SELECT RAISE(ABORT, 'full'); END`);

	const change = {put: [{watch: watchOf('a'), position: 0}], events: [added('a', 1)], marks: [a]};
	assert.throws(() => save(change), {message: 'full'});

	assert.deepEqual(load().watches, []);
	assert.deepEqual(history('a'), []);
});

test('of each task the last fifty events are kept', context => {
	const {save, history, query} = setUp(context);

	save({events: [added('b', 0), ...Array.from({length: 60}, (_, n) => added('a', n))]});

	assert.deepEqual(
		history('a').map(({at}) => at - noon),
		Array.from({length: 50}, (_, n) => n + 10),
	);
	assert.deepEqual(query('SELECT count(*) AS count FROM events'), [{__proto__: null, count: 51}]);
});

test('of all tasks the last ten thousand events are kept', context => {
	const {save, history, query} = setUp(context);
	const ids = manyIds(10_001);

	save({put: ids.map((id, position) => ({watch: watchOf(id), position})), events: ids.map(id => added(id, 0))});

	assert.deepEqual(history('task-0'), []);
	assert.deepEqual(history('task-1'), [added('task-1', 0)]);
	assert.deepEqual(query('SELECT count(*) AS count FROM events'), [{__proto__: null, count: 10_000}]);
});

test('what happened to a task that was taken off is kept for thirty days', context => {
	const {save, history} = setUp(context);
	save({
		put: [{watch: watchOf('a'), position: 0}],
		events: [added('a', 0), added('old', 0), added('young', 2 * dayMs)],
	});

	save({}, noon + 29 * dayMs);
	assert.equal(history('old').length, 1);

	save({}, noon + 31 * dayMs);
	assert.deepEqual(
		['a', 'old', 'young'].map(id => history(id).length),
		[1, 0, 1],
	);
});

test('a record that is not what was written is as if it were not there', context => {
	const {save, load, history, query} = setUp(context);
	save({events: [added('a', 1), added('a', 2)], marks: [a], timings: new Map([['ark ', [1]]])});

	query(`UPDATE events SET record = replace(record, 'added', 'asked') WHERE seq = 2`);
	query(`UPDATE notes SET record = '["b"]' WHERE name = 'marks'`);

	assert.deepEqual(history('a'), [added('a', 1)]);
	assert.deepEqual(load(), {watches: [], downloads: [], brokenCount: 0, timings: new Map([['ark ', [1]]])});
});

test('what a damaged list remembered comes into the new one', context => {
	const {file, save, load, history} = setUp(context);
	const ids = manyIds(60);
	const memory = {marks: [taskId('task-50')], timings: new Map([['ark seedance', [1]]])};
	save({
		...memory,
		put: ids.map((id, position) => ({watch: watchOf(id, {label: `label ${id} ${'x'.repeat(300)}`}), position})),
		events: [added('task-50', 1)],
	});
	const bytes = readFileSync(file);
	const pageBytes = bytes.readUInt16BE(16);
	const start = Math.floor(bytes.indexOf('label task-30') / pageBytes) * pageBytes;
	writeFileSync(file, bytes.fill(0xa5, start, start + pageBytes));

	const {watches, rescue, marks, timings} = load();

	assert.ok(rescue && watches.length < 60);
	assert.deepEqual({marks, timings}, memory);
	assert.deepEqual(history('task-50'), [added('task-50', 1)]);
});

test('damage in what is remembered is noticed when the list is opened, and not when something is to be written', context => {
	for (const word of ['durations', '"type":"added"']) {
		const {file, save, load} = setUp(context);
		save({
			put: [{watch: watchOf('a'), position: 0}],
			events: [added('a', 1)],
			timings: new Map([['ark ', [1]]]),
		});
		const bytes = readFileSync(file);
		const pageBytes = bytes.readUInt16BE(16);
		const start = Math.floor(bytes.indexOf(word) / pageBytes) * pageBytes;
		writeFileSync(file, bytes.fill(0xa5, start, start + pageBytes));

		const {watches, rescue} = load();

		assert.ok(rescue, word);
		assert.deepEqual(watches, [watchOf('a')]);
		save({events: [added('a', 2)], marks: [a]});
	}
});
