import assert from 'node:assert/strict';
import {readdir, truncate} from 'node:fs/promises';
import path from 'node:path';
import {suite, test} from 'node:test';
import {type Home, makeHome, runProgram} from '../helpers/built-program.js';
import {openTerminal} from '../helpers/terminal.js';
import {jimengDone} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {filesBelow, hashesIn, picture, sha256} from './media.js';
import {readDocument} from './task-schema.js';

const id = '14117763723766220061';
const bytes = picture(3 * 1024 * 1024);
const name = `jimeng-${id}-1.png`;

/** A service whose answer holds a file of mebibytes. */
const startAccount = async () => {
	const account = await startFakeAccount();
	account.tell(id, jimengDone({base64: [bytes.toString('base64')]}));
	return account;
};

/** The files that are kept of answers. */
const keptIn = async (home: Home): Promise<readonly string[]> =>
	(await filesBelow(home.folder)).filter(file => file.includes('answers')).map(file => path.basename(file));

suite('long files in answers', {concurrency: 2}, () => {
	test('what an answer held is saved by a later run, without asking again, and goes with its task', async () => {
		await using home = await makeHome();
		await using account = await startAccount();
		await using first = openTerminal(watching(account, home, id));
		await first.shows(/1x1/);
		assert.deepEqual(await keptIn(home), [sha256(bytes)]);
		first.press('q');
		await first.exited();
		const askedCount = account.apiRequests.length;

		await using second = openTerminal(watching(account, home));
		await second.shows(/1x1/);
		second.press('d');
		await second.shows(/saved .*jimeng/);
		assert.deepEqual(await hashesIn(home.outputFolder), {[name]: sha256(bytes)});
		assert.equal(account.apiRequests.length, askedCount);
		second.press('x');
		await second.shows(/Nothing is watched/);
		second.press('q');
		await second.exited();

		assert.deepEqual(await keptIn(home), []);
		assert.deepEqual(await readdir(home.outputFolder), [name]);
	});

	test('where it is damaged the service is asked for it again', async () => {
		await using home = await makeHome();
		await using account = await startAccount();
		await using first = openTerminal(watching(account, home, id));
		await first.shows(/1x1/);
		first.press('q');
		await first.exited();
		for (const file of await filesBelow(path.join(home.stateFolder, 'answers'))) {
			await truncate(file, 1_000_000);
		}

		const {exitCode, errorOutput} = await runProgram(watching(account, home, 'download', id));

		assert.deepEqual([exitCode, errorOutput], [0, '']);
		assert.deepEqual(await hashesIn(home.outputFolder), {[name]: sha256(bytes)});
		assert.deepEqual(await keptIn(home), [sha256(bytes)]);
	});

	test('a command that keeps no list leaves nothing but the result', async () => {
		await using home = await makeHome();
		await using account = await startAccount();

		const {exitCode} = await runProgram(watching(account, home, 'download', id));

		assert.equal(exitCode, 0);
		assert.deepEqual(await hashesIn(home.outputFolder), {[name]: sha256(bytes)});
		assert.deepEqual(await keptIn(home), []);
	});

	test('get tells of it, and keeps nothing', async () => {
		await using home = await makeHome();
		await using account = await startAccount();

		const {output} = await runProgram(watching(account, home, 'get', '--json', id));

		assert.equal(readDocument(output).length, 1);
		assert.match(output, /"kind": "image",\s+"url": null,\s+"fileId": null,\s+"inline": true/);
		assert.deepEqual(await keptIn(home), []);
	});
});
