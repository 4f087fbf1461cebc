import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {openGuestList} from '../source/platform/guest-list.js';
import {lockList} from '../source/platform/list-lock.js';
import {openWatchDatabase} from '../source/platform/watch-database.js';
import type {OwnedList} from '../source/store/list-file.js';
import {noon, watchOf} from './helpers/watches.js';
import {startSession} from './session-rig.js';

/** A folder whose list somebody owns, and what is done to it by others. */
const setUp = (context: TestContext) => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	const lock = lockList(folder);
	context.after(() => {
		lock?.release();
		rmSync(folder, {recursive: true, force: true});
	});

	const addAsGuest = (...ids: readonly string[]): void => {
		const guest = openGuestList(folder, noon);
		guest.load();
		guest.save({put: ids.map((id, position) => ({watch: watchOf(id), position})), drop: [], downloads: []});
		guest.close();
	};

	return {addAsGuest, open: (): OwnedList => openWatchDatabase(folder, noon)};
};

const idsIn = (list: OwnedList): string =>
	list
		.load()
		.watches.map(({id}) => id)
		.join(' ');

test('what others asked for before the start is on the list from the start, and written down', async context => {
	const {addAsGuest, open} = setUp(context);
	const list = open();
	addAsGuest('a', 'b');

	const {state, stop} = startSession({listFile: list, isStarted: false});

	assert.deepEqual([...state().watches.keys()], ['a', 'b']);
	assert.equal(idsIn(list), 'a b');
	assert.deepEqual(list.owner.requestsAfter(0).requests, []);
	await stop();
});

test('what others ask for later is taken in as it comes, and asked about', async context => {
	const {addAsGuest, open} = setUp(context);
	const list = open();
	const {store, state, stop, diary, clock} = startSession({listFile: list});
	const added = new Promise<void>(resolve => {
		store.subscribe(({watches}) => watches.size > 0 && resolve());
	});

	addAsGuest('a');
	await added;
	await clock.advance(0);

	assert.equal(state().notice?.text, 'Another program added 1 task. Press u to undo.');
	assert.ok(diary.includes('asked a'));
	assert.equal(idsIn(list), 'a');
	await stop();
});

test('a request is done once, also where it cannot be written down at first', async context => {
	const {addAsGuest, open} = setUp(context);
	const list = open();
	addAsGuest('a');
	let isFull = true;
	const {state, stop, add} = startSession({
		isStarted: false,
		listFile: {
			...list,
			save(change) {
				if (isFull) {
					throw new Error('disk is full');
				}

				list.save(change);
			},
		},
	});
	assert.equal(state().saveProblem, 'disk is full');
	assert.equal(list.owner.requestsAfter(0).requests.length, 1);
	state().undo();

	isFull = false;
	add('b');

	assert.equal(idsIn(list), 'b');
	assert.deepEqual(list.owner.requestsAfter(0).requests, []);
	await stop();
});
