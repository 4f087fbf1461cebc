import assert from 'node:assert/strict';
import {chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {makePrivateFile, makePrivateFolder} from '../../source/platform/private-files.js';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import {noon} from '../helpers/watches.js';

const temporaryFolder = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

/** Lets every new file be read and written by everybody, unless its maker says otherwise. */
const letEverybodyIn = (context: TestContext): void => {
	const before = process.umask(0);
	context.after(() => process.umask(before));
};

const modeOf = (file: string): string => (statSync(file).mode & 0o777).toString(8);

const isRoot = process.getuid?.() === 0;

test('a new folder and a new file are for the user alone, whatever is usual for new ones', context => {
	letEverybodyIn(context);
	const folder = path.join(temporaryFolder(context), 'state', 'taskwatch');
	const file = path.join(folder, 'state.db');

	makePrivateFolder(folder);
	makePrivateFile(file);

	assert.deepEqual([folder, file].map(modeOf), ['700', '600']);
});

test('a file that is there stays as it is', context => {
	const file = path.join(temporaryFolder(context), 'state.db');
	writeFileSync(file, 'content');

	makePrivateFile(file);

	assert.equal(statSync(file).size, 7);
});

test('a list that others could read is for the user alone once it is opened', context => {
	letEverybodyIn(context);
	const folder = temporaryFolder(context);
	openWatchDatabase(folder, noon).close();
	chmodSync(path.join(folder, 'state.db'), 0o644);

	const list = openWatchDatabase(folder, noon);
	context.after(() => list.close());

	assert.deepEqual(
		['state.db', 'state.db-wal', 'state.db-shm'].map(name => modeOf(path.join(folder, name))),
		['600', '600', '600'],
	);
});

test('a folder that others may only look into is taken, and not changed', context => {
	const folder = temporaryFolder(context);
	chmodSync(folder, 0o755);

	makePrivateFolder(folder);

	assert.equal(modeOf(folder), '755');
});

test('a folder into which others may write is refused, with what to do', context => {
	const folder = temporaryFolder(context);
	for (const mode of [0o777, 0o707, 0o1777]) {
		chmodSync(folder, mode);

		assert.throws(() => openWatchDatabase(folder, noon), {
			message: `other users may write into it, unless “chmod go-w ${folder}” takes that from them`,
		});
	}
});

test('a folder of a group is refused, unless the group is that of the user alone', {skip: !isRoot}, context => {
	const folder = temporaryFolder(context);
	chmodSync(folder, 0o770);

	makePrivateFolder(folder);
	chownSync(folder, 0, 65_534);

	assert.throws(() => makePrivateFolder(folder), /other users may write into it/);
});

test('a folder of another user is refused', context => {
	const own = temporaryFolder(context);
	mkdirSync(path.join(own, 'state'), {mode: 0o700});
	if (isRoot) {
		chownSync(path.join(own, 'state'), 65_534, 65_534);
	}

	assert.throws(() => makePrivateFolder(isRoot ? path.join(own, 'state') : '/'), {
		message: 'it belongs to another user',
	});
});
