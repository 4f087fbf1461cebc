import assert from 'node:assert/strict';
import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {suite, test} from 'node:test';
import {makeHome} from '../helpers/built-program.js';
import {commandLine, keys, openShell, openTerminal, type Terminal} from '../helpers/terminal.js';
import {viduDone, viduFailed, viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {video} from './media.js';
import {readDocument} from './task-schema.js';

const ids = ['817971131377016832', '809413373237157888'] as const;

/** What is on the screen, without empty lines. */
const linesOf = (terminal: Terminal): readonly string[] => terminal.screen().filter(line => line !== '');

suite('progress on standard error', {concurrency: 2}, () => {
	test('below the data on the same terminal, each task has one line that is kept up to date, and stays at the end', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(ids[0], viduRunning);
		account.tell(ids[1], viduFailed);
		await using terminal = openTerminal({...watching(account, home, 'wait', ...ids), columns: 120, rows: 20});
		await terminal.shows(
			/running {2}\S+\n.*failed {2}[^\n]*\n● running +8179\d+ .*\n✗ failed +8094\d+ .*ImageDownloadFailure/,
		);

		account.tell(ids[0], viduDone('https://media.example/1.mp4'));

		assert.deepEqual(await terminal.exited(), {exitCode: 3, signal: 0});
		const lines = linesOf(terminal);
		assert.deepEqual(
			lines.map(line =>
				line
					.replace(/^\d\d:\d\d:\d\d /v, 'TIME')
					.replaceAll(/ +/gv, ' ')
					.slice(0, 28),
			),
			[
				'TIME 817971131377016832 runn',
				'TIME 809413373237157888 fail',
				'TIME 817971131377016832 done',
				'✓ done 817971131377016832 vi',
				'✗ failed 809413373237157888 ',
			],
		);
		assert.equal(terminal.bufferType(), 'normal');
		assert.equal(terminal.hasOverflowed(), false);
	});

	test('data in a file are nothing but data, and the terminal shows how the files come', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const link = account.serve('1.mp4', video(), 'video/mp4');
		account.tell(ids[0], viduDone(link));
		const {args, env} = watching(account, home, 'download', ids[0], '--json');
		await using shell = openShell({home, env, columns: 120, rows: 20});

		shell.write(`clear; ${commandLine(args)} >data.json; echo "ended with $?"\r`);
		await shell.shows(/✓ done +817971131377016832 .* saved 100 kB .*\nended with 0/);

		const [task] = readDocument(await readFile(path.join(home.folder, 'data.json'), 'utf8'));
		assert.equal(task?.outputs[0]?.path, path.join(home.outputFolder, `vidu-${ids[0]}-1.mp4`));
	});

	test('of more tasks than fit, those under way are shown, and how many there are of each kind', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const many = Array.from({length: 40}, (_, index) => `task-${100_000_000_000 + index}`);
		for (const id of many) {
			account.tell(id, viduFailed);
		}

		account.tell(many[20] ?? '', viduRunning);
		account.tell(many[39] ?? '', viduRunning);
		const {args, env} = watching(account, home, 'wait', '--json', ...many);
		await using shell = openShell({home, env, columns: 100, rows: 8});
		shell.write(`clear; ${commandLine(args)} >data.json\r`);

		await shell.shows(
			/^● running +task-100000000020 .*\n● running +task-100000000039 .*\n(?:✗ failed .*\n){4}2 running · 38 failed\n$/,
		);

		shell.press(keys.ctrlC);
		await shell.shows(/38 failed\n.*shell>/);
	});

	test('a narrower window, and a stop and a continuation, leave one line a task', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(ids[0], viduRunning);
		const {args, env} = watching(account, home, 'wait', '--json', ids[0]);
		await using shell = openShell({home, env, columns: 120, rows: 20});
		shell.write(`clear; ${commandLine(args)} >data.json\r`);
		await shell.shows(/● running +8179/);

		await shell.resize(60, 20);
		await shell.shows(lines => lines.filter(line => /running/.test(line)).length === 1);
		shell.press(keys.ctrlZ);
		await shell.shows(/Stopped[\s\S]*shell>/);
		shell.write('fg\r');
		await shell.shows(/fg\n.*\n[\s\S]*● +8179.*|fg[\s\S]*running +8179/);
		account.tell(ids[0], viduFailed);

		await shell.shows(/(?:failed|✗) +8179.*\nshell>/);
		assert.match(shell.screen().join('\n'), /Stopped[\s\S]*fg\n/);
	});

	test('--no-color and --ascii hold there too, and TERM=dumb and CI leave it out', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(ids[0], viduFailed);
		const options = watching(account, home, 'wait', '--no-color', '--ascii', ids[0]);

		await using plain = openTerminal(options);
		assert.equal((await plain.exited()).exitCode, 3);
		assert.match(plain.screen().join('\n'), /x failed +817971131377016832/);
		assert.doesNotMatch(plain.rawOutput(), /[^\u0000-\u007F]|\u001B\[[\d;]*3\d/v);

		for (const env of [{CI: 'true'}, {TERM: 'dumb'}]) {
			await using none = openTerminal({...options, env: {...options.env, ...env}});
			assert.equal((await none.exited()).exitCode, 3);
			assert.match(none.rawOutput(), /^\d\d:\d\d:\d\d {2}817971131377016832 {2}failed {2}ImageDownloadFailure\r\n$/v);
		}
	});

	for (const args of [['wait'], ['wait', '-'], ['download'], ['download', '-']]) {
		test(`taskwatch ${args.join(' ')} with a keyboard for a pipe says in a sentence how to name tasks: 2`, async () => {
			await using home = await makeHome();
			await using account = await startFakeAccount();
			await using terminal = openTerminal({...watching(account, home, ...args), columns: 300});

			assert.deepEqual(await terminal.exited(), {exitCode: 2, signal: 0});
			assert.match(
				terminal.rawOutput(),
				/^taskwatch: Name task IDs \(taskwatch \S+ ID …\), pipe a text [^\n]+ or take the watch list [^\n]+\.\r\n$/v,
			);
		});
	}
});
