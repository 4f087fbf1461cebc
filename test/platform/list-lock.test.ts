import assert from 'node:assert/strict';
import {existsSync, mkdtempSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {listHolder, lockList} from '../../source/platform/list-lock.js';
import {noon} from '../helpers/watches.js';

const temporaryFolder = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

test('the folder of a list is made with its lock, for its user alone', context => {
	const folder = path.join(temporaryFolder(context), 'state', 'taskwatch');

	const lock = lockList(folder, {processId: 1, since: noon});
	context.after(() => lock?.release());

	assert.ok(lock);
	assert.equal((statSync(folder).mode & 0o777).toString(8), '700');
	assert.deepEqual(listHolder(folder), {processId: 1, since: noon});
});

test('a list that is locked for a moment can be had right after it', context => {
	const folder = temporaryFolder(context);
	const moment = lockList(folder);

	assert.equal(lockList(folder, {processId: 2, since: noon}, 20), undefined);
	moment?.release();
	const lock = lockList(folder, {processId: 2, since: noon}, 20);
	context.after(() => lock?.release());

	assert.ok(lock);
});

test('a list that nobody has said a word about has no holder', context => {
	const folder = temporaryFolder(context);

	assert.equal(listHolder(folder), undefined);
	assert.ok(!existsSync(path.join(folder, 'owner.db')));
});

test('a place that is no folder is an error', context => {
	const file = path.join(temporaryFolder(context), 'file');
	writeFileSync(file, '');

	assert.throws(() => lockList(file), {code: 'EEXIST'});
});
