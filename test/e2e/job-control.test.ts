import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {suite, test} from 'node:test';
import {makeHome} from '../helpers/built-program.js';
import {commandLine, keys, openShell, type Terminal} from '../helpers/terminal.js';
import {viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';

const id = '817971131377016832';

const startInShell = async () => {
	const home = await makeHome();
	const account = await startFakeAccount();
	account.tell(id, viduRunning);
	const {args, env} = watching(account, home, id);
	const terminal = openShell({home, env});
	await terminal.shows(/^shell>/);
	terminal.write(`${commandLine(args)}\r`);
	await terminal.shows(/1 running/);

	return {
		terminal,
		async [Symbol.asyncDispose]() {
			await terminal[Symbol.asyncDispose]();
			await account[Symbol.asyncDispose]();
			await home[Symbol.asyncDispose]();
		},
	};
};

/** The process of the program: the only child of the shell. */
const programOf = (terminal: Terminal): number =>
	Number(execFileSync('ps', ['-o', 'pid=', '--ppid', String(terminal.processId)], {encoding: 'utf8'}));

const goesOnAfterFg = async (terminal: Terminal): Promise<void> => {
	terminal.write('fg\r');
	await terminal.shows(/^taskwatch.* 1 running/);
	assert.equal(terminal.bufferType(), 'alternate');
	terminal.press('?');
	await terminal.shows(/q {2}Ctrl-C/);
	terminal.press(keys.escape);
	await terminal.shows(/❯ ● running/);
	terminal.press('q');
	await terminal.shows(/● running .*\n[\s\S]*shell>\s*$/);
	assert.equal(terminal.bufferType(), 'normal');
	terminal.write('echo "code $?"\r');
	await terminal.shows(/\ncode 0\n/);
};

suite('job control', {concurrency: true}, () => {
	test('Ctrl-Z gives the terminal back to the shell, and fg brings the screen and its keys back', async () => {
		await using started = await startInShell();
		const {terminal} = started;

		terminal.press(keys.ctrlZ);
		await terminal.shows(/Stopped[\s\S]*shell>\s*$/);

		assert.equal(terminal.bufferType(), 'normal');
		const given = terminal.rawOutput().slice(terminal.rawOutput().lastIndexOf('\u001B[?1049h'));
		assert.match(given, /\u001B\[\?2004l[\s\S]*Stopped/);
		assert.match(given, /\u001B\[\?25h[\s\S]*Stopped/);
		await goesOnAfterFg(terminal);
	});

	test('kill -TSTP from outside does the same', async () => {
		await using started = await startInShell();
		const {terminal} = started;

		process.kill(programOf(terminal), 'SIGTSTP');
		await terminal.shows(/Stopped[\s\S]*shell>\s*$/);

		assert.equal(terminal.bufferType(), 'normal');
		await goesOnAfterFg(terminal);
	});

	test('it can be stopped and continued more than once', async () => {
		await using started = await startInShell();
		const {terminal} = started;

		for (let count = 1; count <= 3; count++) {
			terminal.press(keys.ctrlZ);
			await terminal.shows(() => terminal.bufferType() === 'normal');
			await terminal.shows(/Stopped[^\n]*\n(?:[^\n]*\n)?shell>\s*$/);
			if (count < 3) {
				terminal.write('fg\r');
				await terminal.shows(/^taskwatch.* 1 running/);
			}
		}

		await goesOnAfterFg(terminal);
	});
});
