import assert from 'node:assert/strict';
import {mkdtemp, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, test} from 'node:test';
import {placeFile} from '../../source/platform/place-file.js';

let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'place-file-'));
});

afterEach(async () => {
	await rm(folder, {recursive: true});
});

test('a file gets its name and loses the old one', async () => {
	const [from, to] = [path.join(folder, 'a.part'), path.join(folder, 'a.mp4')];
	await writeFile(from, 'content');

	await placeFile(from, to);

	assert.deepEqual(await readdir(folder), ['a.mp4']);
	assert.equal(await readFile(to, 'utf8'), 'content');
});

test('a name that is taken is not given', async () => {
	const [from, to] = [path.join(folder, 'a.part'), path.join(folder, 'a.mp4')];
	await writeFile(from, 'content');
	await writeFile(to, 'mine');

	await assert.rejects(placeFile(from, to), {code: 'EEXIST'});

	assert.equal(await readFile(to, 'utf8'), 'mine');
	assert.equal(await readFile(from, 'utf8'), 'content');
});

const noLinks = async () => {
	throw Object.assign(new Error('operation not supported'), {code: 'ENOTSUP'});
};

test('where there are no hard links a file is renamed, over nothing but a name held for it', async () => {
	const [from, to] = [path.join(folder, 'a.part'), path.join(folder, 'a.mp4')];
	await writeFile(from, 'content');

	await placeFile(from, to, noLinks);
	assert.deepEqual(await readdir(folder), ['a.mp4']);
	assert.equal(await readFile(to, 'utf8'), 'content');

	await writeFile(from, 'other');
	await assert.rejects(placeFile(from, to, noLinks), {code: 'EEXIST'});
	assert.equal(await readFile(to, 'utf8'), 'content');
});

test('a name held for a file that could not be renamed is given free', async () => {
	const [from, to] = [path.join(folder, 'missing.part'), path.join(folder, 'a.mp4')];

	await assert.rejects(placeFile(from, to, noLinks), {code: 'ENOENT'});

	assert.deepEqual(await readdir(folder), []);
});
