import assert from 'node:assert/strict';
import {mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {createPartFiles} from '../../source/platform/part-files.js';
import {openPartLog} from '../../source/platform/part-log.js';
import {noon} from '../helpers/watches.js';

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
