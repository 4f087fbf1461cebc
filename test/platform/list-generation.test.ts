import assert from 'node:assert/strict';
import {copyFileSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {type TestContext, test} from 'node:test';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import {noon, watchOf} from '../helpers/watches.js';

const temporaryFolder = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

const change = {put: [{watch: watchOf('a'), position: 0}], drop: [], downloads: []};

/** A folder as a program leaves it that is killed right after it saved a task. */
const killedFolder = (context: TestContext): string => {
	const [alive, killed] = [temporaryFolder(context), temporaryFolder(context)];
	const list = openWatchDatabase(alive, noon);
	list.owner.settleIn();
	list.save(change);
	for (const name of ['state.db', 'state.db-wal', 'state.db.generation']) {
		copyFileSync(path.join(alive, name), path.join(killed, name));
	}

	list.close();
	return killed;
};

const loadFrom = (folder: string) => {
	const list = openWatchDatabase(folder, noon);
	try {
		const loaded = list.load();
		list.owner.settleIn();
		return loaded;
	} finally {
		list.close();
	}
};

test('after a kill nothing is said to be missing', context => {
	const folder = killedFolder(context);

	assert.deepEqual(loadFrom(folder), {watches: [watchOf('a')], downloads: [], brokenCount: 0});
});

test('where the latest changes were taken away it is said that they may be missing, once', context => {
	const folder = killedFolder(context);
	rmSync(path.join(folder, 'state.db-wal'));

	assert.deepEqual(loadFrom(folder), {watches: [], downloads: [], brokenCount: 0, isOld: true});
	assert.deepEqual(loadFrom(folder), {watches: [], downloads: [], brokenCount: 0});
});

test('an old copy of a list that is brought back is told from the latest one', context => {
	const folder = temporaryFolder(context);
	const file = path.join(folder, 'state.db');
	loadFrom(folder);
	copyFileSync(file, `${file}.old`);
	loadFrom(folder);
	copyFileSync(`${file}.old`, file);

	assert.equal(loadFrom(folder).isOld, true);
});

test('a list that begins anew is not old', context => {
	const folder = temporaryFolder(context);
	loadFrom(folder);
	rmSync(path.join(folder, 'state.db'));

	assert.equal(loadFrom(folder).isOld, undefined);
});

test('the latest changes of another list in the place of its own are told from them', context => {
	const [folder, other] = [killedFolder(context), killedFolder(context)];
	copyFileSync(path.join(other, 'state.db-wal'), path.join(folder, 'state.db-wal'));

	assert.equal(loadFrom(folder).isOld, true);
	assert.equal(loadFrom(folder).isOld, undefined);
});

test('a list whose opening a former program counted is not old', context => {
	const folder = temporaryFolder(context);
	loadFrom(folder);
	const database = new DatabaseSync(path.join(folder, 'state.db'));
	database.exec("UPDATE notes SET record = '7' WHERE name = 'generation'");
	database.close();
	writeFileSync(path.join(folder, 'state.db.generation'), '7');

	assert.equal(loadFrom(folder).isOld, undefined);
	assert.equal(loadFrom(folder).isOld, undefined);
});
