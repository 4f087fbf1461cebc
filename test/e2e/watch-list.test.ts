import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {makeHome} from '../helpers/built-program.js';
import {keys, openTerminal} from '../helpers/terminal.js';
import {minimaxDone, viduDone, viduFailed, viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {video} from './media.js';

const [first, second, third] = ['817971131377016832', '809413373237157888', '314052875571396'] as const;

suite('the watch list', {concurrency: true}, () => {
	test('it is there again at the next start, with the last answers, before any new one has come', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		account.tell(second, viduFailed);
		account.tell(third, minimaxDone('314053136425242'));
		await using before = openTerminal(watching(account, home));
		await before.takesKeys();
		before.paste(`${first}\n${second}\n${third}`);
		await before.shows(/1 running · 1 done · 1 failed/);
		before.press('q');
		await before.exited();

		for (const id of [first, second, third]) {
			account.answer(`/task/${id}`, undefined);
		}

		const asked = account.apiRequests.length;
		await using after = openTerminal(watching(account, home));

		await after.shows(
			/1 running · 1 done · 1 failed[\s\S]*● running .*817971131377016832[\s\S]*✗ failed .*809413373237157888.*ImageDownloadFailure[\s\S]*✓ done .*314052875571396.*768x1152/,
		);
		await after.shows(() => account.apiRequests.length > asked);
		assert.deepEqual(
			account.apiRequests.slice(asked).map(({path}) => path),
			[`/task/${first}`],
		);
	});

	test('what was saved, labelled and taken off stays so', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduDone(account.serve('result.mp4', video(), 'video/mp4')));
		account.tell(second, viduRunning);
		await using before = openTerminal(watching(account, home, first, second));
		await before.shows(/❯ ✓ done[\s\S]* ● running/);
		before.press('d');
		await before.shows(/❯.*saved .*vidu-8179/);
		before.press('e');
		await before.shows(/Label:/);
		before.paste('harbour, 2nd try');
		await before.shows(/Label: harbour, 2nd try/);
		before.press(keys.enter);
		await before.shows(/❯ ✓ done +harbour, 2nd try/);
		before.press(keys.down);
		await before.shows(/❯ ● running/);
		before.press('x');
		await before.shows(lines => /^taskwatch {2}\S+ +1 done$/.test(lines[0] ?? ''));
		before.press('q');
		await before.exited();

		await using after = openTerminal(watching(account, home));

		await after.shows(/❯ ✓ done +harbour, 2nd try.*saved .*vidu-8179/);
		assert.match(after.screen()[0] ?? '', /^taskwatch {2}\S+ +1 done$/);
	});

	test('marks, and what happened to each task, outlast a kill', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		account.tell(second, viduRunning);
		await using before = openTerminal(watching(account, home, first, second));
		await before.shows(/❯ ● running[\s\S]*● running/);
		before.press(keys.down);
		await before.shows(/❯ ● running +809413373237157888/);
		before.press(' ');
		await before.shows(/❯\*● running +809413373237157888/);
		account.tell(second, viduFailed);
		await before.shows(/❯\*✗ failed +809413373237157888/);
		before.kill('SIGKILL');
		await before.exited();

		await using after = openTerminal(watching(account, home));
		await after.shows(/❯ ● running +817971131377016832[\s\S]* \*✗ failed +809413373237157888/);
		after.press(keys.down);
		await after.shows(/❯\*✗ failed +809413373237157888/);
		after.press(keys.enter);

		await after.shows(
			/ history +\d\d:\d\d:\d\d {2}put on the list\n +\d\d:\d\d:\d\d {2}running\n +\d\d:\d\d:\d\d {2}failed: .*ImageDownloadFailure\n/,
		);
	});

	test('identifiers and links with one can be arguments', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		account.tell(second, viduRunning);

		await using terminal = openTerminal(watching(account, home, first, `${account.apiUrl}/task/${second}`));

		await terminal.shows(/2 running[\s\S]*817971131377016832[\s\S]*809413373237157888/);
	});

	test('identifiers can be piped in, and keys come from the terminal all the same', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		account.tell(second, viduRunning);

		await using terminal = openTerminal({
			...watching(account, home),
			input: `task_id=${first}\n{"task_id": "${second}"}\n`,
		});
		await terminal.shows(/2 running/);
		terminal.press('x');
		await terminal.shows(/Took 1 task off the list/);
		terminal.paste('314052875571396');
		await terminal.shows(/Added 1 task/);
		terminal.press('q');

		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
		assert.equal(terminal.bufferType(), 'normal');
	});
});
