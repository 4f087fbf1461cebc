import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {AppState, AppStore} from '../../source/store/app-store.js';
import {createChangeFinder, type ListChange} from '../../source/store/list-file.js';
import {selectCursor} from '../../source/store/selectors.js';
import {visibleTop} from '../../source/store/visible-rows.js';
import {isUnderWay} from '../../source/task/download.js';
import type {TaskId} from '../../source/task/task.js';
import {problem, reportOf, running, savedAs, storeOf, succeeded, taskId, watchOf} from '../helpers/watches.js';

type Action = {readonly name: string; readonly run: (state: AppState, store: AppStore) => void};

const anyId = fc.integer({min: 0, max: 5}).map(n => taskId(`t${n}`));
const anyIds = fc.uniqueArray(anyId, {maxLength: 4});

const action = <Value>(
	name: string,
	values: fc.Arbitrary<Value>,
	run: (state: AppState, value: Value) => void,
): fc.Arbitrary<Action> =>
	values.map(value => ({name: `${name} ${JSON.stringify(value)}`, run: state => run(state, value)}));

const anyReading = fc.constantFrom(
	{answer: running},
	{answer: {...running, progress: 40}},
	{answer: {...running, phase: 'unknown' as const}},
	{answer: succeeded('one', 'two')},
	{answer: {...running, phase: 'failed' as const}},
	problem('gateway'),
	problem('not_found'),
);

/** What a user does to the list. Only these are undone. */
const listActions = [
	action('add', anyIds, (state, ids) => void state.addWatches(ids)),
	action('remove', anyIds, (state, ids) => state.removeWatches(ids)),
];

const otherActions = [
	action('move', anyId, (state, id) => {
		const index = [...state.watches.keys()].indexOf(id);
		if (index !== -1) {
			state.moveTo(id, visibleTop(state.topIndex, index, 4, state.watches.size));
		}
	}),
	action('mark', anyIds, (state, ids) => state.toggleMarks(ids.filter(id => state.watches.has(id)))),
	action('report', fc.tuple(anyId, anyReading, fc.boolean()), (state, [id, reading, isGivenUp]) =>
		state.pollsReported([reportOf(id, reading, {isGivenUp: isGivenUp && 'problem' in reading})]),
	),
	action('label', fc.tuple(anyId, fc.constantFrom('', 'rain')), (state, [id, text]) => state.label(id, text)),
	action('ask again', anyIds, (state, ids) => state.askAgain(ids)),
	action('download', anyIds, (state, ids) => void state.download(ids)),
	action('finish downloads', fc.boolean(), (state, isSaved) =>
		state.downloadsReported(
			[...state.downloads.values()]
				.filter(isUnderWay)
				.map(({key}) => ({key, state: isSaved ? savedAs(`/r/${key}`) : {type: 'failed', message: 'no'}})),
		),
	),
	action('tick', fc.nat(5000), (state, later) => state.tick(state.now + later)),
];

const undoAction = action('undo', fc.constant(undefined), state => void state.undo());

const startIds: readonly TaskId[] = ['t0', 't1', 't2'].map(taskId);

const manyRuns = {numRuns: 1000};

const start = (): AppStore => storeOf(startIds.map(id => watchOf(id)));

test('whatever is done, the cursor and the marks are on tasks of the list', () => {
	fc.assert(
		fc.property(
			fc.array(fc.oneof(...listActions, ...otherActions, undoAction), {maxLength: 60, size: 'max'}),
			(actions: readonly Action[]) => {
				const store = start();
				for (const {run} of actions) {
					run(store.getState(), store);

					const {watches, marks, cursorId, changes} = store.getState();
					assert.ok(cursorId === undefined || watches.has(cursorId));
					assert.equal(selectCursor(store.getState()) === undefined, watches.size === 0);
					assert.ok([...marks].every(id => watches.has(id)));
					assert.ok(changes.length <= 50);
				}
			},
		),
		manyRuns,
	);
});

test('undoing all changes brings back the list as it was, in its order', () => {
	fc.assert(
		fc.property(
			fc.array(fc.oneof(...listActions, ...otherActions), {maxLength: 60, size: 'max'}),
			(actions: readonly Action[]) => {
				const store = start();
				for (const {run} of actions) {
					run(store.getState(), store);
				}

				while (store.getState().undo()) {
					// As long as there is something to undo.
				}

				assert.deepEqual([...store.getState().watches.keys()], startIds);
			},
		),
		manyRuns,
	);
});

/** A list on a disk, as far as the order and the saved files go. */
const createDisk = () => {
	const rows = new Map<TaskId, {position: number; watch: unknown}>();
	const downloads = new Map<string, {id: TaskId; type: string}>();
	return {
		save({put, drop, downloads: files}: ListChange) {
			for (const {watch, position} of put) {
				rows.set(watch.id, {position, watch: watch.answer});
			}

			for (const id of drop) {
				rows.delete(id);
				for (const [key, file] of downloads) {
					if (file.id === id) {
						downloads.delete(key);
					}
				}
			}

			for (const {key, id, state} of files) {
				downloads.set(key, {id, type: state.type});
			}
		},
		list: () =>
			[...rows].toSorted(([, one], [, other]) => one.position - other.position).map(([id, {watch}]) => [id, watch]),
		files: () => Object.fromEntries([...downloads].toSorted().map(([key, {type}]) => [key, type])),
	};
};

test('what is written after each change is the list as it is, with what was saved of its tasks', () => {
	fc.assert(
		fc.property(
			fc.array(fc.oneof(...listActions, ...otherActions, undoAction), {maxLength: 60, size: 'max'}),
			(actions: readonly Action[]) => {
				const store = storeOf([]);
				const disk = createDisk();
				const findChange = createChangeFinder();
				store.subscribe((after, before) => {
					const change = findChange(before, after);
					if (change) {
						disk.save(change);
					}
				});

				for (const {run} of actions) {
					run(store.getState(), store);
				}

				const {watches, downloads} = store.getState();
				assert.deepEqual(
					disk.list(),
					[...watches.values()].map(({id, answer}) => [id, answer]),
				);
				// A file that failed and is tried again is on the disk as failed.
				const ended = [...downloads.values()].filter(file => !isUnderWay(file) && watches.has(file.id));
				const written = disk.files();
				assert.deepEqual(
					ended.map(({key, state}) => [key, state.type]).toSorted(),
					ended.map(({key}) => [key, written[key]]).toSorted(),
				);
			},
		),
		manyRuns,
	);
});
