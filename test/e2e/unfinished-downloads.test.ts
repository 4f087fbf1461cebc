import assert from 'node:assert/strict';
import {once} from 'node:events';
import {readdir, stat} from 'node:fs/promises';
import {constants} from 'node:os';
import path from 'node:path';
import {suite, test} from 'node:test';
import {type Home, makeHome, runProgram, startProgram} from '../helpers/built-program.js';
import {keys, openTerminal, type Terminal} from '../helpers/terminal.js';
import {waitFor} from '../helpers/wait-for.js';
import {viduDone} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {filesBelow, hashesIn, sha256, video} from './media.js';
import {restored, stateOf} from './terminal-state.js';

const id = '817971131377016832';
const silentId = '809413373237157888';
const mebibyte = 1024 * 1024;

/** It gives up what is under way after three; the rest is for a busy machine. */
const longestEndMs = 4000;

/** After so many bytes a kill costs the rest only. */
const notedBytes = 8 * mebibyte;
const beginningBytes = 10 * mebibyte;
const bytes = video(12 * mebibyte);

type Way = {
	readonly leave: (terminal: Terminal) => void;
	/** How much of the file is certain by then. */
	readonly leastBytes: number;
	/** Where it can still say so. */
	readonly exitCodes?: readonly number[];
	/** What may end it instead, when all is done. */
	readonly lateSignal?: number;
};

const inOrder = (exitCode: number, leave: Way['leave']): Way => ({
	leave,
	leastBytes: beginningBytes,
	exitCodes: [exitCode],
});

const ways: Readonly<Record<string, Way>> = {
	q: inOrder(0, terminal => terminal.press('q')),
	'Ctrl-C twice': {
		leave(terminal) {
			terminal.press(keys.ctrlC);
			setTimeout(() => terminal.hasExited() || terminal.press(keys.ctrlC), 1);
		},
		leastBytes: notedBytes,
		exitCodes: [0, 130],
		// A terminal that is its own again makes a signal of the second one, which nobody may be there to take.
		lateSignal: constants.signals.SIGINT,
	},
	SIGINT: inOrder(130, terminal => terminal.kill('SIGINT')),
	SIGTERM: inOrder(143, terminal => terminal.kill('SIGTERM')),
	SIGHUP: inOrder(129, terminal => terminal.kill('SIGHUP')),
	'a closed window': {leave: terminal => terminal.close(), leastBytes: beginningBytes},
	'kill -9': {leave: terminal => terminal.kill('SIGKILL'), leastBytes: notedBytes},
	'a stop and kill -9': {
		leave(terminal) {
			terminal.kill('SIGSTOP');
			terminal.kill('SIGKILL');
		},
		leastBytes: notedBytes,
	},
};

const start = async () => {
	const home = await makeHome();
	const account = await startFakeAccount();
	account.tell(id, viduDone(account.serveInterrupted('film.mp4', bytes, beginningBytes)));
	return {home, account};
};

const downloadBeginning = async (terminal: Terminal): Promise<void> => {
	await terminal.shows(/video ready/);
	terminal.press('d');
	await terminal.shows(/↓ 83% 10 MB of 12 MB/);
};

const partsIn = async ({outputFolder}: Home): Promise<readonly string[]> =>
	(await readdir(outputFolder)).filter(name => name.endsWith('.part'));

const locksIn = async ({stateFolder}: Home): Promise<readonly string[]> =>
	(await readdir(stateFolder)).filter(name => name.endsWith('.lock'));

suite('downloads that are not finished when the program ends', {concurrency: true}, () => {
	for (const [name, {leave, leastBytes, exitCodes, lateSignal}] of Object.entries(ways)) {
		test(`after ${name} the next start goes on with the list, and at the byte that is known to be there`, async () => {
			const {home, account} = await start();
			await using _home = home;
			await using _account = account;
			account.answer(`/task/${silentId}`, undefined);
			await using first = openTerminal(watching(account, home, id, silentId));
			await downloadBeginning(first);

			const leftAt = performance.now();
			leave(first);
			const {exitCode, signal} = await first.exited();
			const tookMs = performance.now() - leftAt;

			assert.ok(tookMs < longestEndMs, `It took ${tookMs} ms to end`);
			if (exitCodes) {
				assert.ok(
					exitCodes.includes(exitCode) && [0, lateSignal].includes(signal),
					`It ended with ${exitCode}, ${signal}`,
				);
				assert.deepEqual(stateOf(first), restored);
			}

			assert.deepEqual(await partsIn(home), [`vidu-${id}-1.part`]);

			await using second = openTerminal(watching(account, home));
			await second.shows(/saved .*vidu-8179/);
			await second.shows(new RegExp(silentId));
			second.press('q');
			await second.exited();

			const {range = '', 'if-range': condition} = account.mediaRequests.at(-1)?.headers ?? {};
			assert.ok(Number(/^bytes=(\d+)-$/.exec(range)?.[1]) >= leastBytes, range);
			assert.equal(condition, '"v1"');
			assert.deepEqual(await hashesIn(home.outputFolder), {[`vidu-${id}-1.mp4`]: sha256(bytes)});
			assert.deepEqual(await locksIn(home), []);
		});
	}

	test('a download command that is ended goes on when it is given again', async () => {
		const {home, account} = await start();
		await using _home = home;
		await using _account = account;
		const {args, env} = watching(account, home);
		const command = {home, env, args: ['download', id, ...args]};
		const first = startProgram(command);
		const isNoted = async () =>
			(await stat(path.join(home.outputFolder, `vidu-${id}-1.part`)).catch(() => ({size: 0}))).size >= notedBytes ||
			undefined;
		await waitFor(isNoted, 'the beginning of the file');
		first.kill('SIGTERM');
		await once(first, 'exit');

		const {exitCode, output} = await runProgram(command);

		assert.equal(exitCode, 0);
		assert.match(output, new RegExp(`/vidu-${id}-1\\.mp4\\n$`));
		assert.match(account.mediaRequests.at(-1)?.headers.range ?? '', /^bytes=\d{7,}-$/);
		assert.deepEqual(await hashesIn(home.outputFolder), {[`vidu-${id}-1.mp4`]: sha256(bytes)});
	});

	test('a task that is taken off the list takes its part along', async () => {
		const {home, account} = await start();
		await using _home = home;
		await using _account = account;
		await using terminal = openTerminal(watching(account, home, id));
		await downloadBeginning(terminal);

		terminal.press('x');
		await terminal.shows(/Nothing is watched yet/);
		terminal.press('q');
		await terminal.exited();

		assert.deepEqual(await readdir(home.outputFolder), []);
	});

	test('a demonstration keeps no notes on its parts', async () => {
		await using home = await makeHome();
		await using terminal = openTerminal({home, args: ['demo', '--output-dir', home.outputFolder]});
		await terminal.shows(/video ready/);
		terminal.press('D');
		await terminal.shows(/ saved /);

		terminal.press('q');
		await terminal.exited();

		assert.deepEqual(await partsIn(home), []);
		assert.deepEqual(
			(await filesBelow(home.folder)).filter(file => /parts/.test(file)),
			[],
		);
	});
});
