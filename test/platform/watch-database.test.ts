import assert from 'node:assert/strict';
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {type TestContext, test} from 'node:test';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import type {ListChange, ListFile} from '../../source/store/list-file.js';
import type {Watch} from '../../source/task/watch.js';
import {downloadOf, noon, problem, running, savedAs, succeeded, taskIds, watchOf} from '../helpers/watches.js';

const temporaryFolder = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

/** An open list in a folder of its own, with ways to open it again and to look into it from outside. */
const setUp = (context: TestContext) => {
	const folder = path.join(temporaryFolder(context), 'state', 'taskwatch');
	const opened = new Set<ListFile>();
	context.after(() => {
		for (const list of opened) {
			list.close();
		}
	});

	const open = (): ListFile => {
		const list = openWatchDatabase(folder, noon);
		opened.add(list);
		return list;
	};

	const close = (list: ListFile): void => {
		opened.delete(list);
		list.close();
	};

	const reopen = (list: ListFile): ListFile => {
		close(list);
		return open();
	};

	const outside = (sql: string): void => {
		const database = new DatabaseSync(path.join(folder, 'state.db'));
		database.exec(sql);
		database.close();
	};

	return {folder, open, reopen, outside};
};

const putAll = (...watches: readonly Watch[]): ListChange => ({
	put: watches.map((watch, position) => ({watch, position})),
	drop: [],
	downloads: [],
});

const put = (watch: Watch, position: number): ListChange => ({put: [{watch, position}], drop: [], downloads: []});

const namesIn = (list: ListFile): string =>
	list
		.load()
		.watches.map(({id}) => id)
		.join(' ');

test('a new list is empty', context => {
	const {open} = setUp(context);

	assert.deepEqual(open().load(), {watches: [], downloads: [], brokenCount: 0});
});

test('what is saved comes back in its order when the list is opened again', context => {
	const {open, reopen} = setUp(context);
	const watches = [
		watchOf('a', {label: 'rain', answer: running, addedAt: 5}),
		watchOf('b', {answer: succeeded('one', 'two'), sawEndAt: 7}),
		watchOf('c', {isGivenUp: true}),
	];
	const downloads = [
		downloadOf('b', savedAs('/r/one'), 0),
		{...downloadOf('b', {type: 'failed', message: 'no space'}, 1), attempt: 3},
	];
	const list = open();

	list.save({
		put: [2, 0, 1].map(position => ({watch: watches[position] ?? assert.fail(), position})),
		drop: [],
		downloads,
	});

	assert.deepEqual(reopen(list).load(), {watches, downloads, brokenCount: 0});
});

test('a row that is saved again takes the place of the old one', context => {
	const {open, reopen} = setUp(context);
	const list = open();
	list.save(putAll(watchOf('a'), watchOf('b')));

	list.save(put(watchOf('a', {label: 'rain'}), 0));

	assert.deepEqual(reopen(list).load().watches, [watchOf('a', {label: 'rain'}), watchOf('b')]);
});

test('of how the asking went only the time of the last answer is kept, and no wish to ask again', context => {
	const {open} = setUp(context);
	const list = open();

	list.save(
		putAll(
			watchOf('a', {
				isAskedAgain: true,
				health: {...problem('auth').problem, failureCount: 4, lastAnswerAt: 1200, roundTripMs: 5, nextPollAt: 9000},
			}),
		),
	);

	assert.deepEqual(list.load().watches, [watchOf('a', {health: {state: 'ok', failureCount: 0, lastAnswerAt: 1200}})]);
});

test('a task that is dropped takes its files with it', context => {
	const {open} = setUp(context);
	const list = open();
	list.save({
		...putAll(watchOf('a'), watchOf('b')),
		downloads: [downloadOf('a', savedAs('/r/a')), downloadOf('b', savedAs('/r/b'))],
	});

	list.save({put: [], drop: taskIds('a'), downloads: []});

	assert.deepEqual(list.load(), {
		watches: [watchOf('b')],
		downloads: [downloadOf('b', savedAs('/r/b'))],
		brokenCount: 0,
	});
});

test('text comes back to the letter, whatever is in it', context => {
	const {open, reopen} = setUp(context);
	const hostile = `'; DROP TABLE watches; -- "quoted" \\ \n\r\t\u0000 雨夜街头 👩‍👩‍👧 \uD800 \u202E`;
	const watches = [watchOf(`id ${hostile}`, {label: hostile, answer: {...running, error: hostile}})];
	const downloads = [downloadOf('x', savedAs(`/r/${hostile}`))];
	const list = open();

	list.save({...putAll(...watches), downloads});
	const loaded = reopen(list).load();

	assert.deepEqual(loaded, {watches, downloads, brokenCount: 0});
});

test('the folder, and what it is in, are for the user alone, and so are the files', context => {
	const {folder, open} = setUp(context);

	open().save(putAll(watchOf('a')));

	const modeOf = (name: string): string => (statSync(path.join(folder, name)).mode & 0o777).toString(8);
	assert.deepEqual(['..', '.', 'state.db', 'state.db-wal', 'state.db-shm'].map(modeOf), [
		'700',
		'700',
		'600',
		'600',
		'600',
	]);
});

test('two programs write into one list, and neither loses what the other wrote', context => {
	const {open} = setUp(context);
	const one = open();
	const other = open();

	one.save(putAll(watchOf('a')));
	other.save(put(watchOf('b'), 1));
	one.save(put(watchOf('c'), 2));
	other.save(put(watchOf('a', {label: 'rain'}), 0));
	one.save({put: [], drop: taskIds('b'), downloads: []});

	for (const list of [one, other, open()]) {
		assert.deepEqual(list.load().watches, [watchOf('a', {label: 'rain'}), watchOf('c')]);
	}
});

test('a list is opened and read while another program writes into it', context => {
	const {folder, open} = setUp(context);
	open().save(putAll(watchOf('a')));
	const writer = new DatabaseSync(path.join(folder, 'state.db'));
	context.after(() => writer.close());

	writer.exec('BEGIN IMMEDIATE');

	assert.equal(namesIn(open()), 'a');
});

test('a list of a newer version is left alone, with a sentence that says what to do', context => {
	const {folder, open, reopen, outside} = setUp(context);
	const list = open();
	list.save(putAll(watchOf('a')));
	outside('PRAGMA user_version = 1000');

	assert.throws(() => reopen(list), {
		message: `${path.join(folder, 'state.db')} was written by a newer taskwatch: update taskwatch, or choose another --state-dir.`,
	});
});

test('a file that is no list is put aside under another name, as it is, and a new list begins', context => {
	const {folder, open, reopen} = setUp(context);
	mkdirSync(folder, {recursive: true});
	const notes = 'These are my notes, which are no database at all.';
	writeFileSync(path.join(folder, 'state.db'), notes);

	const list = open();

	const aside = path.join(folder, 'state.db.corrupt-2030-01-01T12-00-00.000Z');
	assert.deepEqual(list.load(), {
		watches: [],
		downloads: [],
		brokenCount: 0,
		rescue: {path: aside, keptCount: 0, restoredCount: 0, brokenCount: 0},
	});
	assert.equal(readFileSync(aside, 'utf8'), notes);
	list.save(putAll(watchOf('a')));
	assert.equal(namesIn(reopen(list)), 'a');
});

test('a place that is no folder is refused', context => {
	const file = path.join(temporaryFolder(context), 'file');
	writeFileSync(file, '');

	assert.throws(() => openWatchDatabase(file, noon), {code: 'EEXIST'});
	assert.throws(() => openWatchDatabase(path.join(file, 'inner'), noon), {code: 'ENOTDIR'});
	assert.ok(existsSync(file));
});

test('a change is written as a whole or not at all, and the next one is written again', context => {
	const {open, outside} = setUp(context);
	const list = open();
	list.save(putAll(watchOf('a')));
	outside(`CREATE TRIGGER no_c BEFORE INSERT ON watches WHEN NEW.id = 'c' BEGIN SELECT RAISE(ABORT, 'no c'); END`);

	assert.throws(() => list.save({...putAll(watchOf('b'), watchOf('c')), drop: taskIds('a')}), {message: 'no c'});
	assert.equal(namesIn(list), 'a');

	list.save(put(watchOf('b'), 1));
	assert.equal(namesIn(list), 'a b');
});

test('a list that was taken away is said to be gone, and is written to again once it is back', context => {
	const {folder, open, reopen} = setUp(context);
	const list = open();
	list.save(putAll(watchOf('a')));
	renameSync(folder, `${folder}-elsewhere`);

	assert.throws(() => list.save(put(watchOf('b'), 1)), {
		message: `${path.join(folder, 'state.db')} is no longer there; put it back.`,
	});

	renameSync(`${folder}-elsewhere`, folder);
	list.save(put(watchOf('b'), 1));
	assert.equal(namesIn(reopen(list)), 'a b');
});

test('an error that ends the transaction itself is told as it is, as a full disk would be', context => {
	const {open, outside} = setUp(context);
	const list = open();
	outside(`CREATE TRIGGER full BEFORE INSERT ON watches BEGIN SELECT RAISE(ROLLBACK, 'disk is full'); END`);

	assert.throws(() => list.save(putAll(watchOf('a'))), {message: 'disk is full'});

	outside('DROP TRIGGER full');
	list.save(putAll(watchOf('a')));
	assert.equal(namesIn(list), 'a');
});

test('the order lasts over a removal, a new start and a later change', context => {
	const {open, reopen} = setUp(context);
	const list = open();
	list.save(putAll(...['a', 'b', 'c', 'd', 'e'].map(id => watchOf(id))));
	list.save({put: [], drop: taskIds('a', 'b'), downloads: []});

	// From here on the places are counted from 0 again, as the program knows no other.
	const again = reopen(list);
	assert.equal(namesIn(again), 'c d e');
	again.save(put(watchOf('e', {label: 'changed'}), 2));
	again.save(put(watchOf('f'), 3));

	assert.equal(namesIn(reopen(again)), 'c d e f');
});

test('a record that does not fit its sum, or is no JSON, is put aside, and the others are loaded', context => {
	const {folder, open, reopen, outside} = setUp(context);
	const list = open();
	list.save({...putAll(...['a', 'b', 'c', 'd'].map(id => watchOf(id))), downloads: [downloadOf('d', savedAs('/r/d'))]});
	outside(`
		UPDATE watches SET record = replace(record, '"addedAt":0', '"addedAt":4') WHERE id = 'a';
		UPDATE watches SET record = '{', sum = NULL WHERE id = 'c';
		UPDATE downloads SET sum = sum + 1;
	`);

	const damaged = reopen(list);

	assert.deepEqual(damaged.load(), {watches: [watchOf('b'), watchOf('d')], downloads: [], brokenCount: 3});
	assert.equal(damaged.load().brokenCount, 0);
	const database = new DatabaseSync(path.join(folder, 'state.db'));
	context.after(() => database.close());
	assert.deepEqual(
		database
			.prepare('SELECT source, record FROM quarantine')
			.all()
			.map(({source, record}) => `${source} ${record}`),
		[
			`watches ${JSON.stringify(watchOf('a', {addedAt: 4}))}`,
			'watches {',
			`downloads ${JSON.stringify(downloadOf('d', savedAs('/r/d')))}`,
		],
	);
	damaged.save(put(watchOf('e'), 2));
	assert.equal(namesIn(reopen(damaged)), 'b d e');
});

/** A list as version 1 wrote it. */
const writeVersion1 = (folder: string, ...watches: readonly Watch[]): void => {
	mkdirSync(folder, {recursive: true});
	const database = new DatabaseSync(path.join(folder, 'state.db'));
	database.exec(`
		PRAGMA journal_mode = WAL;
		CREATE TABLE watches (id TEXT PRIMARY KEY, position INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
		CREATE TABLE downloads (key TEXT PRIMARY KEY, id TEXT NOT NULL, record TEXT NOT NULL) STRICT;
		PRAGMA user_version = 1;
	`);
	for (const [position, watch] of watches.entries()) {
		database.prepare('INSERT INTO watches VALUES (?, ?, ?)').run(watch.id, position, JSON.stringify(watch));
	}

	database.close();
};

const backupsIn = (folder: string): readonly string[] => readdirSync(folder).filter(name => name.includes('backup'));

test('a list of version 1 gets its sums, and is kept beside as it was', context => {
	const {folder, open, reopen, outside} = setUp(context);
	writeVersion1(folder, watchOf('a', {label: '雨'}), watchOf('b'));

	const list = open();

	assert.equal(namesIn(list), 'a b');
	assert.deepEqual(backupsIn(folder), ['state.db.backup-2030-01-01T12-00-00.000Z-v1']);
	const backup = new DatabaseSync(path.join(folder, backupsIn(folder)[0] ?? ''));
	context.after(() => backup.close());
	assert.equal(backup.prepare('SELECT count(*) AS count FROM watches').get()?.['count'], 2);
	outside(`UPDATE watches SET record = replace(record, '雨', '雪')`);
	assert.equal(namesIn(reopen(list)), 'b');
	assert.equal(backupsIn(folder).length, 1);
});

test('a program of version 1 that still has the list open goes on writing, and its rows are read', context => {
	const {folder, open} = setUp(context);
	writeVersion1(folder, watchOf('a'));
	const old = new DatabaseSync(path.join(folder, 'state.db'));
	context.after(() => old.close());
	const putOld = old.prepare('INSERT OR REPLACE INTO watches (id, position, record) VALUES (?, ?, ?)');
	const list = open();

	putOld.run('b', 1, JSON.stringify(watchOf('b')));

	assert.deepEqual(list.load(), {watches: [watchOf('a'), watchOf('b')], downloads: [], brokenCount: 0});
});

test('three backups are kept, the newest ones', context => {
	const {folder} = setUp(context);
	for (const day of [1, 2, 3, 4, 5]) {
		rmSync(path.join(folder, 'state.db'), {force: true});
		writeVersion1(folder, watchOf('a'));
		openWatchDatabase(folder, Date.UTC(2030, 0, day)).close();
	}

	assert.deepEqual(
		backupsIn(folder).map(name => name.slice(16, 26)),
		['2030-01-03', '2030-01-04', '2030-01-05'],
	);
});

test('an update that breaks off leaves the list as it was', context => {
	const {folder, open, outside} = setUp(context);
	writeVersion1(folder, watchOf('a'));
	outside('CREATE TABLE quarantine (id TEXT)');

	assert.throws(open, /table quarantine already exists/);
	outside('DROP TABLE quarantine');

	assert.equal(namesIn(open()), 'a');
});
