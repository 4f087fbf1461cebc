import assert from 'node:assert/strict';
import {mkdtemp, rm, stat, statfs, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {createLookAtDisk} from '../../source/platform/disk-space.js';

test('a folder that is not there yet is looked at where it will be', async context => {
	const above = await mkdtemp(path.join(tmpdir(), 'disk-space-'));
	context.after(async () => rm(above, {recursive: true}));
	const folder = path.join(above, 'new', 'folder');

	const {freeBytes, ...space} = await createLookAtDisk(folder)();

	const {blocks, bsize} = await statfs(above);
	assert.deepEqual(space, {folder, device: String((await stat(above)).dev), sizeBytes: blocks * bsize});
	assert.ok(freeBytes > 0 && freeBytes <= space.sizeBytes);
});

test('a place that cannot be looked at says so', async context => {
	const folder = await mkdtemp(path.join(tmpdir(), 'disk-space-'));
	context.after(async () => rm(folder, {recursive: true}));
	const file = path.join(folder, 'file');
	await writeFile(file, '');

	await assert.rejects(createLookAtDisk(path.join(file, 'results'))(), {code: 'ENOTDIR'});
});

test('a disk that tells no size has room', async context => {
	const hasNone = await statfs('/proc').then(
		({blocks}) => blocks === 0,
		() => false,
	);
	if (!hasNone) {
		context.skip('There is no such disk here.');
		return;
	}

	assert.equal((await createLookAtDisk('/proc')()).freeBytes, Number.POSITIVE_INFINITY);
});
