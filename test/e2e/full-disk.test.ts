import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {mkdir, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {suite, type TestContext, test} from 'node:test';
import {type Home, makeHome, runProgram} from '../helpers/built-program.js';
import {commandLine, openShell, openTerminal} from '../helpers/terminal.js';
import {viduDone} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {hashesIn, sha256, video} from './media.js';

const id = '817971131377016832';
const mebibyte = 1024 * 1024;

/**
Make the folder of the results a disk of 8 MiB with a file of 6 MiB on it.

@returns Whether that could be done: only root may.
*/
const mountSmallDisk = async (context: TestContext, {outputFolder}: Home): Promise<boolean> => {
	await mkdir(outputFolder);
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', outputFolder], {stdio: 'pipe'});
	} catch {
		context.skip('NOT TESTED: a small disk can be made by root alone.');
		return false;
	}

	await writeFile(path.join(outputFolder, 'ballast'), Buffer.alloc(6 * mebibyte));
	return true;
};

const unmount = ({outputFolder}: Home): void => {
	execFileSync('umount', ['--lazy', outputFolder]);
};

suite('a disk that does not take the results', {concurrency: true}, () => {
	for (const isSizeTold of [true, false]) {
		const when = isSizeTold ? 'before a byte is written, where its size is told' : 'where the disk is full, else';

		test(`a file pauses ${when}; once space is freed it comes whole by itself`, async context => {
			await using home = await makeHome();
			if (!(await mountSmallDisk(context, home))) {
				return;
			}

			try {
				await using account = await startFakeAccount();
				const bytes = video(4 * mebibyte);
				const link = isSizeTold
					? account.serveSized('result.mp4', bytes)
					: account.serve('result.mp4', bytes, 'video/mp4');
				account.tell(id, viduDone(link));
				await using terminal = openTerminal(watching(account, home, id));
				await terminal.shows(/video ready/);

				terminal.press('d');
				await terminal.shows(
					isSizeTold
						? /paused: Too little space is left for .*results: free 3 MB, and it goes on by itself/
						: /paused: Too little space is left for .*results: free 1 MB, and/,
				);
				await terminal.shows(/↓ paused: Too little space[\s\S]*Downloads wait: Too little space is left/);

				await rm(path.join(home.outputFolder, 'ballast'));
				await terminal.shows(/saved .*vidu-8179/);
				assert.deepEqual(await hashesIn(home.outputFolder), {[`vidu-${id}-1.mp4`]: sha256(bytes)});
			} finally {
				unmount(home);
			}
		});
	}

	test('without a screen a full disk ends it: 7, with the reason, and what has come is left for the next start', async context => {
		await using home = await makeHome();
		if (!(await mountSmallDisk(context, home))) {
			return;
		}

		try {
			await using account = await startFakeAccount();
			account.tell(id, viduDone(account.serve('result.mp4', video(4 * mebibyte), 'video/mp4')));

			const outcome = await runProgram(watching(account, home, id, '--download'));

			assert.equal(outcome.exitCode, 7);
			assert.match(outcome.output, /not saved: No space is left for .*results; free some\n/);
			const names = Object.keys(await hashesIn(home.outputFolder));
			assert.deepEqual(
				names.filter(name => !name.endsWith('.part')),
				['ballast'],
			);
			assert.equal(names.length, 2);
		} finally {
			unmount(home);
		}
	});

	test('a file that is larger than files may be is given up, with the reason', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(id, viduDone(account.serve('result.mp4', video(4 * mebibyte), 'video/mp4')));
		const {args, env} = watching(account, home, id, '--download');
		await using shell = openShell({home, env});
		await shell.shows(/shell>/);

		shell.write(`ulimit -f 2048; ${commandLine(args)}\r`);

		await shell.shows(/not saved: The file is larger than files in .*results may be/);
		shell.press('q');
		await shell.shows(/^shell>$/m);
	});

	test('a folder that is taken away is waited for, and what went with it is fetched again', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const [first, second] = [video(), video()];
		const other = '809413373237157888';
		account.tell(id, viduDone(account.serve('1.mp4', first, 'video/mp4')));
		account.tell(other, viduDone(account.serve('2.mp4', second, 'video/mp4')));
		await using terminal = openTerminal(watching(account, home, id, other));
		await terminal.shows(/2 done/);
		terminal.press('d');
		await terminal.shows(/saved .*vidu-8179/);
		await rm(home.outputFolder, {recursive: true});

		terminal.press('D');
		await terminal.shows(/Downloads wait: .*results is no longer there; put it back/);

		await mkdir(home.outputFolder);
		await terminal.shows(/saved .*vidu-8094/);
		assert.deepEqual(await hashesIn(home.outputFolder), {[`vidu-${other}-1.mp4`]: sha256(second)});
	});

	test('too many open files are waited out: the program goes on, and the file comes', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const bytes = video();
		account.tell(id, viduDone(account.serve('result.mp4', bytes, 'video/mp4')));
		const {args, env} = watching(account, home, id);
		const hoarding = `
			import {closeSync, openSync} from 'node:fs';
			const held = [];
			process.on('SIGUSR2', () => {
				if (held.length > 0) {
					for (const file of held.splice(0)) closeSync(file);
					return;
				}
				try { for (;;) held.push(openSync('/dev/null', 'r')); } catch {}
			});`;
		await using shell = openShell({
			home,
			env: {...env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hoarding)}`},
		});
		await shell.shows(/shell>/);
		shell.write(`ulimit -n 100; ${commandLine(args)}\r`);
		await shell.shows(/video ready/);
		const [program] = execFileSync('pgrep', ['--parent', String(shell.processId)], {encoding: 'utf8'}).split('\n');

		process.kill(Number(program), 'SIGUSR2');
		shell.press('d');
		await shell.shows(/↓ retry in \ds: /);
		process.kill(Number(program), 'SIGUSR2');

		await shell.shows(/saved .*vidu-8179/);
		assert.deepEqual(await hashesIn(home.outputFolder), {[`vidu-${id}-1.mp4`]: sha256(bytes)});
	});
});
