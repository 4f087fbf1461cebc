import assert from 'node:assert/strict';
import {existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {type TestContext, test} from 'node:test';
import {openGuestList} from '../../source/platform/guest-list.js';
import {listHolder, lockList} from '../../source/platform/list-lock.js';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import type {ListChange, OwnedList} from '../../source/store/list-file.js';
import type {Watch} from '../../source/task/watch.js';
import {doneAnswer, downloadOf, noon, running, savedAs, taskId, taskIds, watchOf} from '../helpers/watches.js';

const temporaryFolder = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	return path.join(folder, 'state');
};

const put = (...watches: readonly Watch[]): ListChange => ({
	put: watches.map((watch, position) => ({watch, position})),
	drop: [],
	downloads: [],
});

const drop = (...ids: readonly string[]): ListChange => ({put: [], drop: taskIds(...ids), downloads: []});

/** A list that somebody owns until the end of the test. */
const ownList = (context: TestContext, folder: string): OwnedList => {
	const lock = lockList(folder, {processId: 4242, since: noon, terminal: 'pts/3'});
	const list = openWatchDatabase(folder, noon);
	context.after(() => {
		list.close();
		lock?.release();
	});
	return list;
};

/** What a guest does from its opening to its closing. */
const asGuest = (folder: string, ...changes: readonly ListChange[]): void => {
	const guest = openGuestList(folder, noon);
	guest.load();
	for (const change of changes) {
		guest.save(change);
	}

	guest.close();
};

const watchesIn = (folder: string): readonly Watch[] => {
	const guest = openGuestList(folder, noon);
	try {
		return guest.load().watches;
	} finally {
		guest.close();
	}
};

test('a list that is not there is empty for a guest, and looking at it makes nothing', context => {
	const folder = temporaryFolder(context);

	assert.deepEqual(watchesIn(folder), []);
	assert.ok(!existsSync(folder));
});

test('what a guest changes comes into a list that nobody owns', context => {
	const folder = temporaryFolder(context);

	asGuest(folder, put(watchOf('a'), watchOf('b')));
	asGuest(folder, {...put(watchOf('c')), events: [{id: taskId('c'), at: noon, type: 'added'}]}, drop('a'), {
		put: [],
		drop: [],
		downloads: [downloadOf('b', savedAs('/r/b'))],
	});

	const list = openWatchDatabase(folder, noon);
	context.after(() => list.close());
	assert.deepEqual(list.load(), {
		watches: [watchOf('b'), watchOf('c')],
		downloads: [downloadOf('b', savedAs('/r/b'))],
		brokenCount: 0,
	});
	assert.deepEqual(list.history(taskId('c')), [{id: 'c', at: noon, type: 'added'}]);
	assert.deepEqual(list.owner.requestsAfter(0), {requests: [], last: 0, brokenCount: 0});
});

test('the owner of a list is asked for what a guest changes, and every guest sees it at once', context => {
	const folder = temporaryFolder(context);
	const list = ownList(context, folder);
	list.save(put(watchOf('a', {answer: running})));

	asGuest(folder, put(watchOf('a', {answer: doneAnswer(), label: 'rain', sawEndAt: 7}), watchOf('b')));

	assert.deepEqual(list.load().watches, [watchOf('a', {answer: running})]);
	assert.deepEqual(watchesIn(folder), [watchOf('a', {answer: doneAnswer(), label: 'rain', sawEndAt: 7}), watchOf('b')]);
	assert.deepEqual(list.owner.requestsAfter(0), {
		requests: [
			{
				added: [watchOf('b')],
				labels: [{id: 'a', label: 'rain'}],
				answers: [{id: 'a', answer: doneAnswer(), sawEndAt: 7}],
				dropped: [],
				downloads: [],
				events: [],
			},
		],
		last: 1,
		brokenCount: 0,
	});
});

test('a request is gone once what it led to is saved, and not before', context => {
	const folder = temporaryFolder(context);
	const list = ownList(context, folder);
	asGuest(folder, put(watchOf('a')));
	const {last} = list.owner.requestsAfter(0);
	asGuest(folder, put(watchOf('b')));

	list.save({...put(watchOf('a')), takenRequests: last});

	assert.deepEqual(
		list.owner.requestsAfter(0).requests.flatMap(({added}) => added),
		[watchOf('b')],
	);
});

test('the owner is told of what others write, and not of what it writes itself', async context => {
	const folder = temporaryFolder(context);
	const list = ownList(context, folder);
	const {promise: told, resolve} = Promise.withResolvers<void>();
	let ownCount = 0;
	let isMine = true;
	list.owner.onOtherWrites(() => {
		ownCount += isMine ? 1 : 0;
		resolve();
	});
	list.save(put(watchOf('a')));

	isMine = false;
	asGuest(folder, put(watchOf('b')));
	await told;

	assert.equal(ownCount, 0);
});

test('a request that is not what was written is put aside, and counted', context => {
	const folder = temporaryFolder(context);
	const list = ownList(context, folder);
	asGuest(folder, put(watchOf('a')), put(watchOf('b')));
	const database = new DatabaseSync(path.join(folder, 'state.db'));
	database.exec('UPDATE requests SET sum = sum + 1 WHERE seq = 1');
	database.close();

	const {requests, ...counts} = list.owner.requestsAfter(0);

	assert.deepEqual(
		requests.flatMap(({added}) => added.map(({id}) => id)),
		['b'],
	);
	assert.deepEqual(counts, {last: 2, brokenCount: 1});
	assert.equal(list.owner.requestsAfter(0).brokenCount, 0);
});

test('who owns a list can be read while it is owned', context => {
	const folder = temporaryFolder(context);
	ownList(context, folder);

	assert.equal(lockList(folder, undefined, 0), undefined);
	assert.deepEqual(listHolder(folder), {processId: 4242, since: noon, terminal: 'pts/3'});
});

test('a guest brings a list of an older version up to date, and puts a damaged one aside', context => {
	const older = temporaryFolder(context);
	mkdirSync(older);
	const database = new DatabaseSync(path.join(older, 'state.db'));
	database.exec(`
		CREATE TABLE watches (id TEXT PRIMARY KEY, position INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
		CREATE TABLE downloads (key TEXT PRIMARY KEY, id TEXT NOT NULL, record TEXT NOT NULL) STRICT;
		PRAGMA user_version = 1;
	`);
	database.prepare('INSERT INTO watches VALUES (?, 0, ?)').run('a', JSON.stringify(watchOf('a')));
	database.close();
	const damaged = temporaryFolder(context);
	mkdirSync(damaged);
	writeFileSync(path.join(damaged, 'state.db'), '');

	asGuest(older, put(watchOf('b')));
	asGuest(damaged, put(watchOf('b')));

	assert.deepEqual(watchesIn(older), [watchOf('a'), watchOf('b')]);
	assert.deepEqual(watchesIn(damaged), [watchOf('b')]);
	assert.equal(readdirSync(damaged).filter(name => name.includes('.corrupt-')).length, 1);
});
