import assert from 'node:assert/strict';
import path from 'node:path';
import {suite, test} from 'node:test';
import {makeHome} from '../helpers/built-program.js';
import {commandLine, keys, openShell, openTerminal, type Terminal} from '../helpers/terminal.js';
import {waitFor} from '../helpers/wait-for.js';
import {viduDone, viduFailed, viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {hashesIn, sha256, video} from './media.js';

const [first, second] = ['817971131377016832', '809413373237157888'] as const;

/** What was said so far, from its beginning. */
const linesOf = (terminal: Terminal): readonly string[] =>
	terminal
		.rawOutput()
		.replaceAll(/\u001B\[\?2004[hl]/g, '')
		.split('\r\n');

const says = async (terminal: Terminal, wanted: RegExp): Promise<string> =>
	waitFor(() => linesOf(terminal).find(line => wanted.test(line)), `a line like ${wanted}`).catch(error => {
		throw new Error(`${(error as Error).message}:\n${linesOf(terminal).join('\n')}`);
	});

/** Nothing but text, line ends, and what switches the marks around pastes. */
const assertPlain = (terminal: Terminal): void => {
	const rest = terminal.rawOutput().replaceAll(/\u001B\[\?2004[hl]|\r\n/g, '');
	assert.doesNotMatch(rest, /[\u0000-\u001F\u007F-\u009F\u2500-\u259F]/);
};

suite('screen reader', {concurrency: true}, () => {
	test('the way from a paste to a saved file is told in plain lines, none of them twice', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const bytes = video();
		account.tell(first, viduRunning);
		await using terminal = openTerminal(watching(account, home, '--screen-reader'));
		await says(terminal, /^taskwatch, the service that is asked is 127\.0\.0\.1:\d+\.$/);
		await says(terminal, /^Nothing is watched\. Paste task IDs, or press a\.$/);
		await says(terminal, /^Keys: a add, question mark help, q quit\.$/);
		await terminal.takesKeys();

		terminal.paste(`task_id=${first}`);
		await says(terminal, /^Added 1 task\. {2}Press u to undo\.$/);
		await says(terminal, new RegExp(`^${first}, running( for about \\d seconds?)?$`));
		account.tell(first, viduDone(account.serve('result.mp4', bytes, 'video/mp4')));
		await says(terminal, new RegExp(`^${first}, done( in about \\d+ seconds?)?, video ready$`));
		terminal.press('d');
		await says(terminal, /^Saving 1 file\.$/);
		const file = path.join(home.outputFolder, `vidu-${first}-1.mp4`);
		await says(terminal, new RegExp(`^${first}: saved ${file} \\(100 kB\\)$`));
		terminal.press('q');

		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
		assertPlain(terminal);
		const lines = linesOf(terminal);
		assert.deepEqual(lines.slice(0, -4), [...new Set(lines.slice(0, -4))]);
		assert.deepEqual(
			lines.slice(-4).map(line => line.replace(/ in about \d+ seconds?/, '')),
			['1 task: 1 done.', `${first}, done, saved 100 kB  vidu-${first}-1.mp4`, 'Saved files are in ~/results', ''],
		);
		assert.deepEqual(await hashesIn(home.outputFolder), {[path.basename(file)]: sha256(bytes)});
		assert.equal(terminal.bufferType(), 'normal');
		assert.ok(!terminal.isPasteBracketed());
	});

	test('keys tell where the cursor is, the details, all keys, marks and what was typed', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduDone('https://media.example/result.mp4'));
		account.tell(second, viduFailed);
		await using terminal = openTerminal(watching(account, home, '--screen-reader', first, second));
		await says(terminal, new RegExp(`^${second}, failed.*ImageDownloadFailure$`));
		await says(terminal, new RegExp(`^${first}, done`));
		await terminal.takesKeys();

		const press = async (key: string, wanted: RegExp): Promise<void> => {
			const from = linesOf(terminal).length - 1;
			terminal.press(key);
			await waitFor(
				() =>
					linesOf(terminal)
						.slice(from)
						.find(line => wanted.test(line)),
				`${wanted} after ${key}`,
			);
		};
		await press(keys.down, new RegExp(`^2 of 2: ${second}, failed`));
		await press(keys.enter, /^reason: ImageDownloadFailure$/);
		await press(keys.enter, /^status: failed, the service says: failed$/);
		await press('k', new RegExp(`^1 of 2: ${first}, done`));
		await press(' ', /^1 task marked\.$/);
		await press(keys.escape, /^No task is marked\.$/);
		await press('?', /^capital D: Download all results that are finished and not saved\.$/);
		await press('e', /^Label: an empty one takes it off\. Enter: set\. Escape: back\.$/);
		await press('h', /^h$/);
		terminal.paste('arbour at dawn');
		await says(terminal, /^arbour at dawn$/);
		await press('\u007F', /^harbour at daw$/);
		await press('n', /^n$/);
		await press(keys.enter, /^Label: harbour at dawn$/);
		await press('g', /^1 of 2: /);
		await press('G', /^2 of 2: harbour at dawn, failed/);
		await press('c', /^Only a task that was running a moment ago can be cancelled\.$/);
		await press('\u000C', /^2 of 2: harbour at dawn, failed/);
		terminal.press(keys.ctrlC);

		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
		assertPlain(terminal);
	});

	for (const env of [{INK_SCREEN_READER: 'true'}, {ACCESSIBLE: '1'}]) {
		test(`${Object.keys(env).join('')} does the same for the demonstration`, async () => {
			await using home = await makeHome();
			await using terminal = openTerminal({home, args: ['demo'], env});
			await says(terminal, /^\d+ tasks: .*\d+ asking|^\d+ tasks: /);
			await says(terminal, /^harbour at dawn, .*\d/);
			await terminal.takesKeys();

			terminal.press('q');

			assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
			assertPlain(terminal);
		});
	}

	test('nothing is said while nothing happens, and SIGTERM ends it', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		await using terminal = openTerminal(watching(account, home, '--screen-reader', first));
		await says(terminal, new RegExp(`^${first}, running`));
		await terminal.takesKeys();
		const before = terminal.rawOutput();

		const count = account.apiRequests.length;
		await waitFor(() => account.apiRequests.length > count + 30 || undefined, 'thirty more questions');
		assert.equal(terminal.rawOutput(), before);
		terminal.kill('SIGTERM');

		assert.deepEqual(await terminal.exited(), {exitCode: 143, signal: 0});
		assertPlain(terminal);
	});

	test('the program ends when the window is closed', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		await using terminal = openTerminal(watching(account, home, '--screen-reader', first));
		await says(terminal, new RegExp(`^${first}, running`));

		terminal.close();

		await terminal.exited();
		assert.throws(() => process.kill(terminal.processId, 0), {code: 'ESRCH'});
	});

	test('Ctrl-Z gives the terminal back, and fg says how things stand', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		const {args, env} = watching(account, home, '--screen-reader', first);
		await using terminal = openShell({home, env});
		await terminal.shows(/^shell>/);
		terminal.write(`${commandLine(args)}\r`);
		await terminal.shows(/, running/);
		await terminal.takesKeys();

		terminal.press(keys.ctrlZ);
		await terminal.shows(/Stopped[\s\S]*shell>\s*$/);
		account.tell(first, viduFailed);
		terminal.write('fg\r');
		await terminal.shows(/ fg\n[\s\S]*\n1 task: [\s\S]*failed/);
		terminal.press('q');

		await terminal.shows(/1 task: 1 failed\.\n[\s\S]*shell>\s*$/);
	});
});
