import assert from 'node:assert/strict';
import {mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterEach, beforeEach, test} from 'node:test';
import {writeSidecar} from '../../source/platform/sidecar-file.js';

let folder = '';

beforeEach(async () => {
	folder = await mkdtemp(path.join(tmpdir(), 'sidecar-'));
});

afterEach(async () => {
	await rm(folder, {recursive: true, force: true});
});

test('the text stands beside the file, for its user alone', async () => {
	await writeSidecar(path.join(folder, 'clip.mp4'), '{"v": 1}\n');

	const file = path.join(folder, 'clip.mp4.json');
	assert.deepEqual(await readdir(folder), ['clip.mp4.json']);
	assert.equal(await readFile(file, 'utf8'), '{"v": 1}\n');
	assert.equal((await stat(file)).mode & 0o777, 0o600);
});

test('another file of the name is left alone, and told', async () => {
	for (const name of ['clip.mp4.json', 'film.mp4.json.part']) {
		await writeFile(path.join(folder, name), 'mine');
	}

	for (const name of ['clip.mp4', 'film.mp4']) {
		await assert.rejects(writeSidecar(path.join(folder, name), '{}'), {message: `there is a ${name}.json already`});
	}

	assert.deepEqual(await readdir(folder), ['clip.mp4.json', 'film.mp4.json.part']);
	assert.equal(await readFile(path.join(folder, 'clip.mp4.json'), 'utf8'), 'mine');
	assert.equal(await readFile(path.join(folder, 'film.mp4.json.part'), 'utf8'), 'mine');
});

test('a folder that is gone is told with its name', async () => {
	await rm(folder, {recursive: true});

	await assert.rejects(writeSidecar(path.join(folder, 'clip.mp4'), '{}'), {
		message: `${folder} is no longer there; put it back, or choose another folder with --output-dir`,
	});
});
