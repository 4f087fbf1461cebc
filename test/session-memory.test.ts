import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {openWatchDatabase} from '../source/platform/watch-database.js';
import {taskEventSpan} from '../source/table/task-event-text.js';
import type {TaskId} from '../source/task/task.js';
import {press} from './commands/press.js';
import {answerOf, doneAnswer, noon, problem, taskId, taskIds} from './helpers/watches.js';
import {createListFile, startSession} from './session-rig.js';

const a = taskId('a');
const secondMs = 1000;

const temporaryFolder = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

/** A session with a list on the disk. Each task takes a hundred seconds. */
const startKept = (folder: string, isStarted = true) =>
	startSession({
		listFile: openWatchDatabase(folder, noon),
		isStarted,
		async askTask(_id, _signal, {now}) {
			const createdAt = Date.UTC(2030, 0, 1);
			const isDone = now() >= createdAt + 100 * secondMs;
			return {answer: (isDone ? doneAnswer : answerOf)({model: 'seedance', createdAt})};
		},
	});

/** What the details of the task under the cursor tell of its past, with seconds since the start. */
const pastOf = ({store, clock, elapsed}: Pick<ReturnType<typeof startSession>, 'store' | 'clock' | 'elapsed'>) =>
	store
		.getState()
		.past?.events.map(
			event => `${Math.round((event.at - clock.now() + elapsed()) / secondMs)} ${taskEventSpan(event).text}`,
		);

test('marks, what happened and how long runs took are there again at the next start', async context => {
	const folder = temporaryFolder(context);
	const before = startKept(folder);
	before.add('a', 'b');
	before.state().toggleMarks(taskIds('b'));
	await before.clock.advance(200 * secondMs);
	await before.stop();

	const after = startKept(folder, false);
	press(after.store, 'enter');

	assert.deepEqual([...after.state().marks], ['b']);
	assert.deepEqual([...after.state().timings.keys()], ['ark seedance']);
	assert.equal(after.state().timings.get('ark seedance')?.length, 2);
	assert.deepEqual(pastOf(after), ['0 put on the list', '0 running', '107 done']);
	await after.stop();
});

test('marks of tasks that are not on the list any more are gone', () => {
	const {state} = startSession({listFile: createListFile([], {marks: taskIds('a')}), isStarted: false});

	assert.deepEqual([...state().marks], []);
});

test('a task that was taken off and comes back still has its past', async context => {
	const session = startKept(temporaryFolder(context));
	session.add('a');
	await session.clock.advance(secondMs);
	session.state().removeWatches([a]);
	await session.clock.advance(secondMs);

	session.state().undo();
	press(session.store, 'enter');

	assert.deepEqual(pastOf(session), ['0 put on the list', '0 running', '2 put on the list']);
	await session.stop();
});

test('without a list what happened in this run is told', async () => {
	const session = startSession({askTask: async () => problem('gateway', 'The gateway fails.')});
	session.add('a');
	await session.clock.advance(secondMs);

	press(session.store, 'enter');

	assert.deepEqual(pastOf(session), ['0 put on the list', '0 The gateway fails.']);
});

test('what happened while the list could not be written is told, and written once it can be', () => {
	const written: string[] = [];
	const listFile = createListFile([]);
	const {add, store} = startSession({
		isStarted: false,
		listFile: {
			...listFile,
			save(change) {
				listFile.save(change);
				written.push(...(change.events ?? []).map(({id, type}) => `${type} ${id}`));
			},
		},
	});

	listFile.fail(new Error('full'));
	add('a');
	press(store, 'enter');
	assert.deepEqual(
		store.getState().past?.events.map(({type}) => type),
		['added'],
	);

	listFile.fail(undefined);
	add('b');
	assert.deepEqual(written, ['added a', 'added b']);
});

test('the past is read when the details are opened, and when more happens to the task that they tell of', async () => {
	const read: TaskId[] = [];
	const listFile = createListFile([]);
	const {add, store, clock, state} = startSession({
		listFile: {
			...listFile,
			history(id) {
				read.push(id);
				return [];
			},
		},
		askTask: async id => (id === 'a' ? {answer: answerOf({progress: 5})} : problem('gateway')),
	});
	add('a', 'b');
	await clock.advance(30 * secondMs);
	assert.deepEqual(read, []);

	press(store, 'enter');
	await clock.advance(30 * secondMs);
	assert.deepEqual(read, ['a']);

	state().moveTo(taskId('b'), 0);
	assert.deepEqual(read, ['a', 'b']);

	press(store, 'enter', 'enter');
	assert.deepEqual(read, ['a', 'b', 'b']);
});
