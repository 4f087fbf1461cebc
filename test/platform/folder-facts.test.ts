import assert from 'node:assert/strict';
import {chmod, mkdir, mkdtemp, readdir, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {folderFacts, leftOversIn} from '../../source/platform/folder-facts.js';

const makeFolder = async (context: TestContext): Promise<string> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(async () => rm(folder, {recursive: true, force: true}));
	return folder;
};

test('a folder is told with its mode and what is free, and one that is not there by what is above it', async context => {
	const folder = await makeFolder(context);
	const missing = path.join(folder, 'a', 'b');
	const file = path.join(folder, 'file');
	await chmod(folder, 0o750);
	await writeFile(file, '');

	const [there, absent, other] = await Promise.all([folder, missing, file].map(folderFacts));

	assert.deepEqual(
		[there, absent, other].map(facts => [facts?.type, facts?.isWritable, facts?.mode, facts?.isOwn]),
		[
			['folder', true, 0o750, true],
			['missing', true, undefined, true],
			['other', false, undefined, true],
		],
	);
	assert.ok((there?.freeBytes ?? 0) > 0);
	assert.deepEqual(await readdir(folder), ['file']);
});

test('files that are not complete are found, and nothing else', async context => {
	const folder = await makeFolder(context);
	await writeFile(path.join(folder, 'a.part'), 'abc');
	await writeFile(path.join(folder, 'a.mp4'), '');
	await mkdir(path.join(folder, 'b.part'));

	assert.deepEqual(
		(await leftOversIn(folder)).map(({name, bytes}) => [name, bytes]),
		[['a.part', 3]],
	);
	assert.deepEqual(await leftOversIn(path.join(folder, 'none')), []);
});
