import assert from 'node:assert/strict';
import {mkdtempSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {type TestContext, test} from 'node:test';
import {salvage} from '../../source/platform/rescue-list.js';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import type {Output} from '../../source/task/task.js';
import type {Watch} from '../../source/task/watch.js';
import {doneAnswer, noon, taskIds, watchOf} from '../helpers/watches.js';

const longText = 'QUJD'.repeat(256 * 1024);

const inline = (base64: string): Output => ({kind: 'image', place: {type: 'inline', base64, mime: 'image/png'}});

const withFiles = (id: string, ...texts: readonly string[]): Watch =>
	watchOf(id, {answer: doneAnswer({outputs: texts.map(inline)})});

const textsOf = (watches: readonly Watch[]): ReadonlyArray<readonly string[]> =>
	watches.map(({answer}) =>
		(answer?.outputs ?? []).map(({place}) => (place.type === 'inline' ? place.base64 : place.type)),
	);

/** A list in a folder that goes with the test. */
const start = (context: TestContext) => {
	const folder = mkdtempSync(path.join(tmpdir(), 'inline-files-'));
	const file = path.join(folder, 'state.db');
	const list = openWatchDatabase(folder, noon);
	let isOpen = true;
	const close = () => {
		if (isOpen) {
			isOpen = false;
			list.close();
		}
	};

	context.after(() => {
		close();
		rmSync(folder, {recursive: true});
	});

	const put = (watch: Watch) => list.save({put: [{watch, position: 0}], drop: [], downloads: []});
	const drop = (id: string) => list.save({put: [], drop: taskIds(id), downloads: []});

	const ask = (sql: string) => {
		const database = new DatabaseSync(file);
		const row = database.prepare(sql).get();
		database.close();
		return {...row};
	};

	return {file, list, close, put, drop, ask};
};

test('files that an answer holds come back with it', context => {
	const {list, put} = start(context);
	const watch = withFiles('a', 'AAAA', longText, 'AAAA');

	put(watch);

	assert.deepEqual(list.load().watches, [watch]);
});

test('a file is written once, and not again with each change of its task', context => {
	const {file, list, put, ask} = start(context);
	const watch = withFiles('a', longText);
	put(watch);
	const bytes = statSync(`${file}-wal`).size;

	put({...watch, label: 'mine'});

	assert.ok(statSync(`${file}-wal`).size - bytes < 64 * 1024);
	assert.ok(Number(ask('SELECT length(record) AS count FROM watches')['count']) < 2000);
	assert.deepEqual(list.load().watches, [{...watch, label: 'mine'}]);
});

test('a file goes with its task, and comes back with it', context => {
	const {list, put, drop, ask} = start(context);
	const watch = withFiles('a', 'AAAA');
	put(watch);

	drop('a');
	assert.deepEqual(ask('SELECT count(*) AS count FROM inline_files'), {count: 0});

	put(watch);
	assert.deepEqual(list.load().watches, [watch]);
});

test('a file that is no longer in the answer goes', context => {
	const {list, put, ask} = start(context);
	put(withFiles('a', 'AAAA', 'BBBB'));

	put(withFiles('a', 'BBBB'));

	assert.deepEqual(textsOf(list.load().watches), [['BBBB']]);
	assert.deepEqual(ask('SELECT count(*) AS count FROM inline_files'), {count: 1});
});

test('of a record that holds its file itself, as older programs wrote it, the file is read', context => {
	const {list, put, ask} = start(context);
	put(withFiles('a', 'AAAA'));

	ask("UPDATE watches SET record = json_replace(record, '$.answer.outputs[0].place.base64', 'BBBB'), sum = NULL");

	assert.deepEqual(textsOf(list.load().watches), [['BBBB']]);
});

test('a file that was damaged is empty, and its task is not lost', context => {
	const {list, put, ask} = start(context);
	put(withFiles('a', 'AAAA'));

	ask("UPDATE inline_files SET base64 = 'AAAB'");

	assert.deepEqual(textsOf(list.load().watches), [['']]);
	assert.equal(list.load().brokenCount, 0);
});

test('what is read of a damaged list has its files, where they can be read', context => {
	const {file, close, put, ask} = start(context);
	put(withFiles('a', longText));
	close();

	assert.deepEqual(textsOf(salvage(file).watches), [[longText]]);

	ask('DROP TABLE inline_files');
	assert.deepEqual(textsOf(salvage(file).watches), [['']]);
});
