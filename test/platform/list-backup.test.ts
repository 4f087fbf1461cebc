import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {type TestContext, test} from 'node:test';
import {backUp} from '../../source/platform/list-backup.js';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import type {ListChange, OwnedList} from '../../source/store/list-file.js';
import type {Watch} from '../../source/task/watch.js';
import {downloadOf, noon, savedAs, taskIds, watchOf} from '../helpers/watches.js';

const dayMs = 86_400_000;

const temporaryFolder = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

const put = (...watches: readonly Watch[]): ListChange => ({
	put: watches.map((watch, position) => ({watch, position})),
	drop: [],
	downloads: [],
});

const withList = <Result>(folder: string, now: number, work: (list: OwnedList) => Result): Result => {
	const list = openWatchDatabase(folder, now);
	try {
		return work(list);
	} finally {
		list.close();
	}
};

const backupsIn = (folder: string): readonly string[] => readdirSync(folder).filter(name => name.includes('.backup-'));

test('a list is copied once a day, for its user alone, and the latest three copies are kept', context => {
	const folder = temporaryFolder(context);
	withList(folder, noon, list => list.save(put(watchOf('a'))));

	for (const days of [0, 0.5, 1.1, 2.2, 2.9, 3.3]) {
		withList(folder, noon + days * dayMs, list => list.owner.settleIn());
	}

	assert.deepEqual(
		backupsIn(folder).map(name => name.slice(0, 'state.db.backup-2030-01-01'.length)),
		['state.db.backup-2030-01-02', 'state.db.backup-2030-01-03', 'state.db.backup-2030-01-04'],
	);
	assert.ok(backupsIn(folder).every(name => (statSync(path.join(folder, name)).mode & 0o777) === 0o600));
});

test('a copy that breaks off does not pass for a backup, and leaves nothing', context => {
	const folder = temporaryFolder(context);
	const file = path.join(folder, 'state.db');
	withList(folder, noon, list => list.save(put(watchOf('a'))));
	const database = new DatabaseSync(file);
	context.after(() => database.close());
	database.exec('BEGIN');

	assert.throws(() => backUp(database, file, 1, noon), /cannot VACUUM/);

	assert.deepEqual(backupsIn(folder), []);
	assert.ok(!existsSync(`${file}.copy`));
});

test('what a kill in the middle of a copy leaves goes with the next copy', context => {
	const folder = temporaryFolder(context);
	const draft = path.join(folder, 'state.db.copy');
	writeFileSync(draft, 'half a copy');
	writeFileSync(`${draft}-journal`, 'its journal');

	withList(folder, noon, list => {
		list.save(put(watchOf('a')));
		list.owner.settleIn();
	});

	assert.equal(backupsIn(folder).length, 1);
	assert.deepEqual([existsSync(draft), existsSync(`${draft}-journal`)], [false, false]);
});

test('an empty list is not copied', context => {
	const folder = temporaryFolder(context);

	withList(folder, noon, list => list.owner.settleIn());

	assert.deepEqual(backupsIn(folder), []);
});

for (const [what, damage] of [
	['of no length', (file: string) => writeFileSync(file, '')],
	['full of something else', (file: string) => writeFileSync(file, 'no list at all '.repeat(400))],
] as const) {
	test(`what a file ${what} no longer tells comes from the latest backup`, context => {
		const folder = temporaryFolder(context);
		const file = path.join(folder, 'state.db');
		withList(folder, noon, list => {
			list.save({...put(watchOf('a'), watchOf('b')), downloads: [downloadOf('b', savedAs('/r/b'))]});
			list.owner.settleIn();
			list.save({put: [], drop: taskIds('a'), downloads: []});
		});
		damage(file);

		const loaded = withList(folder, noon + 1000, list => list.load());

		assert.deepEqual(loaded, {
			watches: [watchOf('a'), watchOf('b')],
			downloads: [downloadOf('b', savedAs('/r/b'))],
			brokenCount: 0,
			rescue: {path: `${file}.corrupt-2030-01-01T12-00-01.000Z`, keptCount: 0, restoredCount: 2, brokenCount: 0},
		});
		assert.ok(existsSync(loaded.rescue?.path ?? ''));
		assert.equal(withList(folder, noon + 2000, list => list.load()).rescue, undefined);
	});
}
