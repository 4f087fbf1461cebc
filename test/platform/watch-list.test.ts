import assert from 'node:assert/strict';
import {mkdirSync, mkdtempSync, rmdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import {openWatchList} from '../../source/platform/watch-list.js';
import type {ListChange} from '../../source/store/list-file.js';
import {noon, watchOf} from '../helpers/watches.js';

const temporaryFolder = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

const put = (id: string, position: number): ListChange => ({
	put: [{watch: watchOf(id), position}],
	drop: [],
	downloads: [],
});

test('a list that cannot be opened is empty, says why, and is written once it can be', context => {
	const folder = temporaryFolder(context);
	const obstacle = path.join(folder, 'state.db-wal');
	openWatchDatabase(folder, noon).close();
	mkdirSync(obstacle);
	const list = openWatchList(folder, noon);

	assert.deepEqual(list.load(), {
		watches: [],
		downloads: [],
		brokenCount: 0,
		saveProblem: 'unable to open database file',
	});
	assert.throws(() => list.save(put('a', 0)), {message: 'unable to open database file'});

	rmdirSync(obstacle);
	list.save(put('a', 0));
	list.save(put('b', 1));
	list.close();
	const after = openWatchList(folder, noon);
	context.after(() => after.close());
	assert.deepEqual(after.load(), {watches: [watchOf('a'), watchOf('b')], downloads: [], brokenCount: 0});
});

test('of a list that can be read and not written all is there', context => {
	const folder = temporaryFolder(context);
	const before = openWatchDatabase(folder, noon);
	before.save(put('a', 0));
	before.close();
	const list = openWatchList(folder, noon, () => {
		throw Object.assign(new Error('read-only file system'), {code: 'EROFS'});
	});

	assert.deepEqual(list.load(), {
		watches: [watchOf('a')],
		downloads: [],
		brokenCount: 0,
		saveProblem: 'read-only file system',
	});
	list.close();
});

test('any other error is thrown', context => {
	const inUse = Object.assign(new Error('database is locked'), {errcode: 5});

	assert.throws(
		() =>
			openWatchList(temporaryFolder(context), noon, () => {
				throw inUse;
			}),
		inUse,
	);
});
