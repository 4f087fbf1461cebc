import assert from 'node:assert/strict';
import {copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {type TestContext, test} from 'node:test';
import {openGuestList} from '../../source/platform/guest-list.js';
import {lockList} from '../../source/platform/list-lock.js';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import type {LoadedList} from '../../source/store/list-file.js';
import type {Watch} from '../../source/task/watch.js';
import {manyIds, noon, running, watchOf} from '../helpers/watches.js';

const watches: readonly Watch[] = manyIds(60).map((id, index) =>
	watchOf(id, {label: `label ${index}`, answer: {...running, error: 'x'.repeat(300)}}),
);

const temporaryFolder = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

/** The bytes of a list that was left in order. */
const writtenList = (context: TestContext): Buffer => {
	const folder = temporaryFolder(context);
	const list = openWatchDatabase(folder, noon);
	list.save({put: watches.map((watch, position) => ({watch, position})), drop: [], downloads: []});
	list.close();
	return readFileSync(path.join(folder, 'state.db'));
};

const loadFrom = (folder: string): LoadedList => {
	const list = openWatchDatabase(folder, noon);
	try {
		return list.load();
	} finally {
		list.close();
	}
};

/** What is loaded of these bytes. */
const loadBytes = (context: TestContext, bytes: Uint8Array): LoadedList => {
	const folder = temporaryFolder(context);
	writeFileSync(path.join(folder, 'state.db'), bytes);
	return loadFrom(folder);
};

test('of a list with a page of rubbish all that is on other pages comes into a new one', context => {
	const bytes = writtenList(context);
	const pageBytes = bytes.readUInt16BE(16);
	const page = Math.floor(bytes.indexOf('label 30') / pageBytes);
	const folder = temporaryFolder(context);
	const damaged = Uint8Array.from(bytes).fill(0xa5, page * pageBytes, (page + 1) * pageBytes);
	writeFileSync(path.join(folder, 'state.db'), damaged);

	const loaded = loadFrom(folder);

	const {rescue} = loaded;
	assert.ok(rescue && rescue.keptCount >= 45 && rescue.keptCount < 60, `${rescue?.keptCount}`);
	assert.deepEqual(new Set(loaded.watches.map(({id}) => id)).size, rescue.keptCount);
	assert.ok(loaded.watches.every(watch => watch.label !== 'label 30'));
	assert.deepEqual(Uint8Array.from(readFileSync(rescue.path)), damaged);
	assert.deepEqual(loadFrom(folder), {watches: loaded.watches, downloads: [], brokenCount: 0});
});

test('a bit that turned over anywhere changes nothing, or is noticed', context => {
	const bytes = writtenList(context);
	const wanted = JSON.stringify(watches);
	let noticedCount = 0;
	const silent: number[] = [];

	// A prime distance, so that the places are spread over all parts of a page.
	for (let bit = 1; bit < bytes.length * 8; bit += 997) {
		const damaged = Uint8Array.from(bytes);
		damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
		try {
			const {watches: found, brokenCount, rescue} = loadBytes(context, damaged);
			if (brokenCount > 0 || rescue) {
				noticedCount++;
			} else if (
				JSON.stringify(found.toSorted((one, other) => Number(one.id.slice(5)) - Number(other.id.slice(5)))) !== wanted
			) {
				silent.push(bit);
			}
		} catch {
			noticedCount++;
		}
	}

	assert.deepEqual(silent, []);
	assert.ok(noticedCount > 100, `${noticedCount}`);
});

test('of a log of changes that is cut anywhere, all changes before the cut are there, and none in part', context => {
	const folder = temporaryFolder(context);
	const list = openWatchDatabase(folder, noon);
	context.after(() => list.close());
	for (const [position, watch] of watches.slice(0, 20).entries()) {
		list.save({put: [{watch, position}], drop: [], downloads: []});
	}

	const log = readFileSync(path.join(folder, 'state.db-wal'));
	const counts: number[] = [];
	for (let cut = 0; cut <= log.length; cut += Math.ceil(log.length / 150)) {
		const copy = temporaryFolder(context);
		copyFileSync(path.join(folder, 'state.db'), path.join(copy, 'state.db'));
		writeFileSync(path.join(copy, 'state.db-wal'), log.subarray(0, cut));
		const loaded = loadFrom(copy);
		assert.deepEqual(loaded, {watches: watches.slice(0, loaded.watches.length), downloads: [], brokenCount: 0});
		counts.push(loaded.watches.length);
	}

	assert.deepEqual(
		counts,
		counts.toSorted((one, other) => one - other),
	);
	assert.ok((counts.at(-1) ?? 0) >= 19);
});

test('a list that somebody else holds is not taken for a damaged one', context => {
	const folder = temporaryFolder(context);
	mkdirSync(folder, {recursive: true});
	const other = new DatabaseSync(path.join(folder, 'state.db'));
	context.after(() => other.close());
	other.exec('CREATE TABLE notes (text); BEGIN EXCLUSIVE');

	assert.throws(() => openWatchDatabase(folder, noon), /database is locked/);
	assert.deepEqual(
		readdirSync(folder).filter(name => name.includes('corrupt')),
		[],
	);
});

test('a folder in the place of a list, and changes whose list is gone, are put aside and told of', context => {
	const [withFolder, withLog] = [temporaryFolder(context), temporaryFolder(context)];
	mkdirSync(path.join(withFolder, 'state.db', 'inner'), {recursive: true});
	writeFileSync(path.join(withLog, 'state.db-wal'), 'what was changed last');

	const rescues = [withFolder, withLog].map(folder => loadFrom(folder).rescue);

	assert.deepEqual(
		rescues.map(rescue => ({...rescue, path: path.basename(rescue?.path ?? '')})),
		rescues.map(() => ({
			path: 'state.db.corrupt-2030-01-01T12-00-00.000Z',
			keptCount: 0,
			restoredCount: 0,
			brokenCount: 0,
		})),
	);
	assert.deepEqual(readdirSync(rescues[0]?.path ?? ''), ['inner']);
	assert.equal(readFileSync(`${rescues[1]?.path}-wal`, 'utf8'), 'what was changed last');
});

test('what others asked for is not lost with a list that is damaged', context => {
	const folder = temporaryFolder(context);
	const owned = openWatchDatabase(folder, noon);
	const guest = openGuestList(folder, noon);
	guest.load();
	const lock = lockList(folder);
	guest.save({put: watches.map((watch, position) => ({watch, position})), drop: [], downloads: []});
	guest.close();
	owned.close();
	lock?.release();
	const file = path.join(folder, 'state.db');
	const bytes = readFileSync(file);
	// One more page than there is: the list no longer fits together, and its rows are all there.
	bytes.writeUInt32BE(bytes.readUInt32BE(32) + 9999, 32);
	writeFileSync(file, bytes);
	writeFileSync(`${file}-wal`, '');

	const {rescue, watches: found} = loadFrom(folder);

	assert.equal(rescue?.keptCount, watches.length);
	assert.deepEqual(found, watches);
});
