import assert from 'node:assert/strict';
import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {listFacts} from '../../source/platform/list-facts.js';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import {someWatch} from '../helpers/watches.js';

const makeFolder = async (context: TestContext): Promise<string> => {
	const folder = await mkdtemp(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(async () => rm(folder, {recursive: true, force: true}));
	return folder;
};

test('where no list was written yet there is nothing to tell', async context => {
	assert.equal(listFacts(await makeFolder(context)), undefined);
});

test('a list is told with its tasks and what was put aside, while another program has it open', async context => {
	const folder = await makeFolder(context);
	const list = openWatchDatabase(folder, 0);
	context.after(list.close);
	list.save({put: [{watch: someWatch(), position: 0}], drop: [], downloads: []});
	await writeFile(path.join(folder, 'state.db.corrupt-2030-01-01T00-00-00.000Z'), '');
	await writeFile(path.join(folder, 'state.db.corrupt-2030-01-01T00-00-00.000Z-wal'), '');

	const facts = listFacts(folder);

	assert.deepEqual(
		{...facts, version: 'known'},
		{
			path: path.join(folder, 'state.db'),
			mode: 0o600,
			isOwn: true,
			version: 'known',
			knownVersion: facts?.version,
			taskCount: 1,
			quarantineCount: 0,
			damagedNames: ['state.db.corrupt-2030-01-01T00-00-00.000Z'],
		},
	);
});

test('a list that cannot be read says why, and stays as it is', async context => {
	const folder = await makeFolder(context);
	const file = path.join(folder, 'state.db');
	await writeFile(file, 'not a database at all');

	const facts = listFacts(folder);

	assert.match(facts?.problem ?? '', /not a database/v);
	assert.equal(await readFile(file, 'utf8'), 'not a database at all');
});
