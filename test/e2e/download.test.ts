import assert from 'node:assert/strict';
import {mkdir, readdir, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {suite, test} from 'node:test';
import {makeHome, runProgram} from '../helpers/built-program.js';
import {makeCanary} from '../helpers/canary.js';
import {openTerminal} from '../helpers/terminal.js';
import {jimengDone, minimaxDone, minimaxFile, viduDone, viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {filesBelow, hashesIn, picture, sha256, video} from './media.js';

const running = '817971131377016832';
const inJson = '809413373237157888';
const inCurl = '7f3c2a90-5d1e-4b86-9c47-2e8a61d0b3f5';

suite('downloads', {concurrency: true}, () => {
	test('from a messy paste to a file with exactly the bytes that were served, and the token stays with the API', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		for (const id of [running, inJson, inCurl]) {
			account.tell(id, viduRunning);
		}

		const bytes = video();
		const link = account.serve('result.mp4', bytes, 'video/mp4');
		await using terminal = openTerminal(watching(account, home));
		await terminal.takesKeys();

		terminal.paste(
			[
				`2025-11-03T09:12:44.120Z [worker-3] INFO submitted task_id=${running} attempt=1 took=812ms`,
				`{"code": 0, "data": {"task_id": "${inJson}", "status": "queued"}}`,
				`curl -s ${account.apiUrl}/task/${inCurl} \\`,
				`  -H "Authorization: Bearer ${makeCanary()}"`,
			].join('\n'),
		);
		await terminal.shows(/Added 3 tasks/);
		await terminal.shows(/3 running/);
		account.tell(running, viduDone(link));
		await terminal.shows(/❯ ✓ done +817971131377016832.*video ready/);
		terminal.press('d');
		await terminal.shows(/saved .*vidu-8179/);

		assert.deepEqual(await hashesIn(home.outputFolder), {[`vidu-${running}-1.mp4`]: sha256(bytes)});
		assert.deepEqual(
			account.mediaRequests.map(({path: asked, headers}) => [
				new URL(asked, link).href,
				headers.authorization,
				headers.range !== undefined,
			]),
			// Its size is looked up in its first bytes, then it is saved.
			[
				[link, undefined, true],
				[link, undefined, false],
			],
		);
		assert.deepEqual(
			new Set(account.apiRequests.map(({headers}) => headers.authorization)),
			new Set([`Bearer ${account.token}`]),
		);
		const files = await filesBelow(home.folder);
		assert.ok(files.some(file => file.startsWith(home.stateFolder)));
	});

	test('D saves all that is finished: a file_id by way of its link, base64 from the answer, each of several pictures', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const clip = video();
		const inline = [picture(10), picture(20)];
		const posters = [picture(30), picture(40), picture(50)];
		account.tell('314052875571396', minimaxDone('314053136425242'));
		account.answer('/task/minimax/v1/files/retrieve?file_id=314053136425242', {
			body: minimaxFile(account.serve('clip.mp4', clip, 'video/mp4')),
		});
		account.tell('14117763723766220061', jimengDone({base64: inline.map(bytes => bytes.toString('base64'))}));
		account.tell(
			'14117763723766220058',
			jimengDone({imageUrls: posters.map((bytes, index) => account.serve(`${index}.png`, bytes, 'image/png'))}),
		);
		await using terminal = openTerminal(
			watching(account, home, '314052875571396', '14117763723766220061', '14117763723766220058'),
		);
		await terminal.shows(/3 done/);

		terminal.press('D');
		await terminal.shows(/saved .*minimax-v1-31405287[\s\S]*saved 2 files[\s\S]*saved 3 files/);

		assert.deepEqual(await hashesIn(home.outputFolder), {
			'jimeng-14117763723766220058-1.png': sha256(posters[0] ?? clip),
			'jimeng-14117763723766220058-2.png': sha256(posters[1] ?? clip),
			'jimeng-14117763723766220058-3.png': sha256(posters[2] ?? clip),
			'jimeng-14117763723766220061-1.png': sha256(inline[0] ?? clip),
			'jimeng-14117763723766220061-2.png': sha256(inline[1] ?? clip),
			'minimax-v1-314052875571396-1.mp4': sha256(clip),
		});
		assert.equal(account.mediaRequests.filter(({headers}) => headers.range === undefined).length, 4);
		assert.deepEqual(new Set(account.mediaRequests.map(({headers}) => headers.authorization)), new Set([undefined]));
	});

	test('where results cannot be saved the row says why, and they are once they can be', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const bytes = video();
		account.tell(running, viduDone(account.serve('result.mp4', bytes, 'video/mp4')));
		await writeFile(home.outputFolder, 'a file where a folder should be');
		await using terminal = openTerminal(watching(account, home, running));
		await terminal.shows(/video ready/);

		terminal.press('d');
		await terminal.shows(/retry in \ds: .*results is not a folder/);

		await rm(home.outputFolder);
		await terminal.shows(/saved .*vidu-8179/);
		assert.deepEqual(await hashesIn(home.outputFolder), {[`vidu-${running}-1.mp4`]: sha256(bytes)});
	});

	test('with --sidecar what made a file stands beside it, and where it cannot the file is saved all the same', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const [first, second] = [video(), video()];
		const link = account.serve('1.mp4', first, 'video/mp4');
		account.tell(running, viduDone(link));
		account.tell(inJson, viduDone(account.serve('2.mp4', second, 'video/mp4')));
		await mkdir(home.outputFolder);
		await writeFile(path.join(home.outputFolder, `vidu-${inJson}-1.mp4.json`), 'mine');

		const {exitCode, output} = await runProgram(watching(account, home, running, inJson, '--download', '--sidecar'));

		assert.equal(exitCode, 0);
		assert.match(output, /What made it was not written beside it: there is a vidu-8094\d+-1\.mp4\.json already\n/);
		const names = (await readdir(home.outputFolder)).toSorted();
		assert.deepEqual(names, [
			`vidu-${inJson}-1.mp4`,
			`vidu-${inJson}-1.mp4.json`,
			`vidu-${running}-1.mp4`,
			`vidu-${running}-1.mp4.json`,
		]);
		const text = await readFile(path.join(home.outputFolder, `vidu-${running}-1.mp4.json`), 'utf8');
		const sidecar = JSON.parse(text);
		assert.deepEqual(
			[sidecar.id, sidecar.provider, sidecar.family, sidecar.output.bytes, sidecar.output.sha256],
			[running, 'gptge', 'vidu', first.length, sha256(first)],
		);
		assert.ok(![account.token, new URL(link).host, 'Signature', '://'].some(secret => text.includes(secret)));
	});
});
