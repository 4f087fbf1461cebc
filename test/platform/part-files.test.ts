import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {createPartFiles, type PartFiles} from '../../source/platform/part-files.js';
import {openPartLog} from '../../source/platform/part-log.js';
import {noon} from '../helpers/watches.js';
import {ownerOf} from './part-rig.js';

test('where parts are noted is looked for anew after a failure: those that come later outlive the program', async context => {
	const folder = mkdtempSync(path.join(tmpdir(), 'part-files-'));
	context.after(() => rmSync(folder, {recursive: true}));
	const stateFolder = path.join(folder, 'state');
	const outputFolder = path.join(folder, 'results');
	const bytes = new Uint8Array(10);
	const begin = async ({openPartFile}: PartFiles, id: string) => {
		const part = await openPartFile(ownerOf(id), new AbortController().signal);
		assert.ok('write' in part);
		return part;
	};
	const first = createPartFiles({stateFolder, outputFolderOf: () => outputFolder, now: () => noon});
	writeFileSync(stateFolder, 'no folder');
	const unnoted = await begin(first, 'a');
	await unnoted.write(bytes);
	await unnoted.keep();
	rmSync(stateFolder);
	const noted = await begin(first, 'b');
	await noted.write(bytes);
	await noted.keep();

	await first.close();
	const next = createPartFiles({stateFolder, outputFolderOf: () => outputFolder, now: () => noon});
	const parts = [await begin(next, 'a'), await begin(next, 'b')];

	assert.deepEqual(
		parts.map(part => part.byteCount()),
		[0, 10],
	);
	await Promise.all(parts.map(async part => part.discard()));
	await next.close();
});

test('what earlier runs left is seen to also where the program ends right after it has begun', async context => {
	const folder = mkdtempSync(path.join(tmpdir(), 'part-files-'));
	context.after(() => rmSync(folder, {recursive: true}));
	openPartLog(folder, () => noon).close();
	writeFileSync(path.join(folder, 'parts-of-a-dead-process.lock'), '');
	const {tidy, close} = createPartFiles({stateFolder: folder, outputFolderOf: () => folder, now: () => noon});

	void tidy(() => false);
	await close();

	assert.deepEqual(readdirSync(folder), ['parts.db']);
});
