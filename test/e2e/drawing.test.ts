import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {makeHome} from '../helpers/built-program.js';
import {openTerminal} from '../helpers/terminal.js';
import {viduDone, viduFailed, viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {video} from './media.js';

const [first, second] = ['817971131377016832', '809413373237157888'] as const;

/** Each second that a task is under way is another text of the screen. */
const elapsedSeconds = (lines: readonly string[]): number =>
	Number(/● running .*~(\d+)s /v.exec(lines.join('\n'))?.[1] ?? Number.NaN);

suite('drawing', {concurrency: true}, () => {
	test('the screen is never cleared while times run, answers come and files are saved', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		account.tell(second, viduRunning);
		await using terminal = openTerminal(watching(account, home, first, second));
		await terminal.shows(/2 running/);
		const from = terminal.rawOutput().length;

		await terminal.shows(lines => elapsedSeconds(lines) >= 2);
		account.tell(first, viduDone(account.serve('result.mp4', video(), 'video/mp4')));
		await terminal.shows(/❯ ✓ done/);
		terminal.press('d');
		await terminal.shows(/saved .*vidu/);
		account.tell(second, viduFailed);
		await terminal.shows(/✗ failed/);

		const output = terminal.rawOutput().slice(from);
		assert.doesNotMatch(output, /\u001B\[[23]?J|\u001Bc/v);
		assert.ok(!terminal.hasOverflowed());
	});

	test('a second that passes costs a few hundred bytes at most, each within a synchronized update', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		await using terminal = openTerminal(watching(account, home, first, '--interval', '3600'));
		/** A chunk of output may end in the midst of an update. */
		const isWhole = () => terminal.rawOutput().endsWith('\u001B[?2026l');
		await terminal.shows(lines => elapsedSeconds(lines) >= 1 && isWhole());
		const from = terminal.rawOutput().length;
		const until = elapsedSeconds(terminal.screen()) + 2;

		await terminal.shows(lines => elapsedSeconds(lines) >= until && isWhole());

		const output = terminal.rawOutput().slice(from);
		assert.ok(output.length < 2000, `${output.length} bytes: ${JSON.stringify(output)}`);
		assert.match(output, /^(?:\u001B\[\?2026h[\s\S]*?\u001B\[\?2026l)+$/);
	});

	test('nothing is written while nothing is under way', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduFailed);
		await using still = openTerminal(watching(account, home, first));
		await still.shows(/✗ failed/);
		await using otherHome = await makeHome();
		account.tell(second, viduRunning);
		await using busy = openTerminal(watching(account, otherHome, second));
		await busy.shows(lines => elapsedSeconds(lines) >= 1);
		const before = still.rawOutput();

		await busy.shows(lines => elapsedSeconds(lines) >= 4);

		assert.equal(still.rawOutput().slice(before.length), '');
	});
});
