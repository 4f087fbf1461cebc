import assert from 'node:assert/strict';
import {readdir, stat} from 'node:fs/promises';
import path from 'node:path';
import {suite, test} from 'node:test';
import {makeHome} from '../helpers/built-program.js';
import {openTerminal} from '../helpers/terminal.js';
import {waitFor} from '../helpers/wait-for.js';

const temporaryFolders = async (folder: string): Promise<readonly string[]> =>
	(await readdir(folder)).filter(name => name.startsWith('taskwatch-demo-')).map(name => path.join(folder, name));

suite('the demonstration', {concurrency: true}, () => {
	test('it opens with tasks of all kinds; one finishes before the eyes, and D saves what is finished', async () => {
		await using home = await makeHome();
		await using terminal = openTerminal({home, args: ['demo']});
		await terminal.shows(lines => lines.filter(line => /^[❯ ][* ][○●✓✗] /v.test(line)).length === 12);
		assert.equal(terminal.bufferType(), 'alternate');

		await terminal.shows(/● running .*golden retriever/);
		await terminal.shows(/✓ done .*golden retriever.*video, link for/);
		terminal.press('D');
		await terminal.shows(/harbour at dawn.*saved[\s\S]*lantern.*saved[\s\S]*golden retriever.*saved/);
		terminal.press('q');
		await terminal.exited();

		const [folder = ''] = await temporaryFolders(home.temporaryFolder);
		const names = (await readdir(folder)).toSorted();
		assert.deepEqual(names, [
			'dashscope-7f3c2a90-5d1e-4b86-9c47-2e8a61d0b3f5-1.mp4',
			'jimeng-14117763723766220057-1.mp4',
			'minimax-v1-314052875571396-1.mp4',
		]);
		for (const name of names) {
			assert.ok((await stat(path.join(folder, name))).size > 1000, name);
		}
	});

	test('its temporary folder goes with it when nothing was saved', async () => {
		await using home = await makeHome();
		await using terminal = openTerminal({home, args: ['demo']});
		await waitFor(async () => (await temporaryFolders(home.temporaryFolder))[0], 'the temporary folder');
		await terminal.takesKeys();

		terminal.press('q');
		await terminal.exited();

		assert.deepEqual(await temporaryFolders(home.temporaryFolder), []);
	});
});
