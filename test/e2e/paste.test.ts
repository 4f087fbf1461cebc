import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {makeHome} from '../helpers/built-program.js';
import {keys, openTerminal} from '../helpers/terminal.js';
import {waitFor} from '../helpers/wait-for.js';
import {viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';

const [first, second, third] = [
	'817971131377016832',
	'809413373237157888',
	'7f3c2a90-5d1e-4b86-9c47-2e8a61d0b3f5',
] as const;

const startWith = async (...ids: readonly string[]) => {
	const account = await startFakeAccount();
	for (const id of ids) {
		account.tell(id, viduRunning);
	}

	return account;
};

suite('pastes', {concurrency: true}, () => {
	test('a paste tells what was added, what was known and what was not recognised, and u undoes it', async () => {
		await using home = await makeHome();
		await using account = await startWith(first, second, third);
		await using terminal = openTerminal(watching(account, home, first));
		await terminal.shows(/1 running/);

		terminal.paste(`${second}\n${first}\nno identifier here\n${third}\n`);
		await terminal.shows(/Added 2 tasks, 1 already watched, 1 line not recognised\. {2}Press u to undo\./);
		await terminal.shows(/3 running/);
		terminal.press('u');

		await terminal.shows(/Took 2 added tasks off the list again\./);
		await terminal.shows(/taskwatch.* 1 running/);
	});

	test('pasted text runs no keys: neither its q, x and D nor its line ends', async () => {
		await using home = await makeHome();
		await using account = await startWith(first, second);
		await using terminal = openTerminal(watching(account, home, first));
		await terminal.shows(/1 running/);

		terminal.paste(`q\nx\nD\n${second}\r\nq`);

		await terminal.shows(/Added 1 task/);
		await terminal.shows(/2 running/);
	});

	test('text that comes without marks, in one piece, runs no keys either', async () => {
		await using home = await makeHome();
		await using account = await startWith(first);
		await using terminal = openTerminal(watching(account, home, first));
		await terminal.shows(/1 running/);

		terminal.write('xDq');

		await terminal.shows(/No task ID was recognised in that text/);
		assert.match(terminal.screen()[0] ?? '', / 1 running$/);
	});

	test('a paste without an end ends by itself: what was in it is added, and q quits', async () => {
		await using home = await makeHome();
		await using account = await startWith(first);
		await using terminal = openTerminal(watching(account, home));
		await terminal.takesKeys();

		terminal.write(`\u001B[200~task_id=${first}\nq`);
		await terminal.shows(/Added 1 task/);
		terminal.press('q');

		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
	});

	test('Ctrl-C works in the midst of a paste without an end', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		await using terminal = openTerminal(watching(account, home));
		await terminal.takesKeys();

		terminal.write('\u001B[200~');
		// As the paste never falls silent, it does not end by itself. A Ctrl-C that arrives together with text is taken for a part of it, so there is more than one.
		let count = 0;
		await waitFor(() => {
			count++;
			terminal.write(count % 50 === 25 ? keys.ctrlC : 'some text\n');
			return terminal.rawOutput().includes('\u001B[?1049l') || undefined;
		}, 'the program to leave the screen');

		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
	});

	test('of a paste of 4 MB the tasks are found, and keys work right after it', async () => {
		await using home = await makeHome();
		await using account = await startWith(first, second);
		await using terminal = openTerminal(watching(account, home));
		await terminal.takesKeys();
		const noise = 'a line of a log in which there is no identifier at all, as most lines are\n'.repeat(55_000);
		const text = `\u001B[200~task_id=${first}\n${noise}task_id=${second}\n\u001B[201~`;

		for (let start = 0; start < text.length; start += 1024) {
			terminal.write(text.slice(start, start + 1024));
		}

		await terminal.shows(/Added 2 tasks/);
		terminal.press('?');
		await terminal.shows(/q {2}Ctrl-C/);
		terminal.press('q');
		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
	});

	test('what is pasted as soon as there is a screen is not echoed onto it', async () => {
		const started = await Promise.all(
			Array.from({length: 4}, async () => {
				await using home = await makeHome();
				await using account = await startWith(first);
				await using terminal = openTerminal(watching(account, home));
				await terminal.shows(/q quit/);

				terminal.paste(`log: task_id=${first} noise-of-a-log`);
				await terminal.shows(/Added 1 task/);

				return terminal.rawOutput().includes('noise-of-a-log');
			}),
		);

		assert.deepEqual(started, [false, false, false, false]);
	});

	test('a paste into the open box is typed there, and Enter adds it', async () => {
		await using home = await makeHome();
		await using account = await startWith(first, second);
		await using terminal = openTerminal(watching(account, home));
		await terminal.takesKeys();
		terminal.press('a');
		await terminal.shows(/Add task IDs:/);

		terminal.paste(`${first}\n${second}\n`);
		await terminal.shows(new RegExp(`Add task IDs: ${first} ${second}`));
		terminal.press(keys.enter);

		await terminal.shows(/Added 2 tasks/);
	});
});
