import assert from 'node:assert/strict';
import {chmodSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {test} from 'node:test';
import {othersRight, othersRightAt} from '../../source/platform/others-rights.js';

const rightsOf = (gid: number) =>
	[0o600, 0o640, 0o660, 0o620, 0o604, 0o606, 0o642].map(mode => othersRight({uid: 1000, gid, mode}));

test('the most that others may do counts, be it by the group or by all', () => {
	assert.deepEqual(rightsOf(100), ['nothing', 'read', 'write', 'write', 'read', 'write', 'write']);
});

test('a group with the number of the user is the user’s own', () => {
	assert.deepEqual(rightsOf(1000), ['nothing', 'nothing', 'nothing', 'nothing', 'read', 'write', 'write']);
});

test('a file is looked at where it is; of what is none, nothing is said', async context => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true}));
	const file = path.join(folder, 'key');
	writeFileSync(file, 'sk-file');
	chmodSync(file, 0o604);
	chmodSync(folder, 0o777);

	assert.deepEqual(await Promise.all([file, folder, `${file}-none`].map(othersRightAt)), [
		'read',
		'nothing',
		'nothing',
	]);
});
