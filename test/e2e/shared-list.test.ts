import assert from 'node:assert/strict';
import {suite, test} from 'node:test';
import {type Home, makeHome, runProgram, startProgram} from '../helpers/built-program.js';
import {keys, openTerminal} from '../helpers/terminal.js';
import {viduDone, viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {video} from './media.js';

const [first, second, third] = ['817971131377016832', '809413373237157888', '314052875571396'] as const;

/** A command that needs neither an account nor a network. */
const command = async (home: Home, args: readonly string[], input?: string) =>
	runProgram({home, args: [...args, '--state-dir', home.stateFolder], ...(input !== undefined && {input})});

const listed = async (home: Home): Promise<readonly string[]> => {
	const {output} = await command(home, ['ls', '--json']);
	return (JSON.parse(output) as {readonly tasks: readonly {readonly id: string}[]}).tasks.map(({id}) => id);
};

suite('one list, several programs', {concurrency: true}, () => {
	test('a second dashboard says where the first one is, and ends with 75', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		await using one = openTerminal(watching(account, home));
		await one.takesKeys();

		await using two = openTerminal(watching(account, home));

		assert.deepEqual(await two.exited(), {exitCode: 75, signal: 0});
		assert.match(
			two.screen().join('\n').trim(),
			new RegExp(
				`^taskwatch is open already, in pts/\\d+ since \\d\\d:\\d\\d \\(process ${one.processId}\\)\\. Go there, close it first, or choose another list with --state-dir\\.$`,
			),
		);
	});

	test('a second dashboard hands its tasks to the first one, which shows them and can undo it', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		for (const id of [first, second, third]) {
			account.tell(id, viduRunning);
		}

		await using one = openTerminal(watching(account, home, first));
		await one.shows(/1 running/);
		await using two = openTerminal({...watching(account, home), input: `task_id=${second}\n${third} ${first}`});

		assert.deepEqual(await two.exited(), {exitCode: 0, signal: 0});
		assert.match(two.screen().join(' '), /\. 2 tasks went onto its list\./);
		await one.shows(/3 running[\s\S]*Another program added 2 tasks\. Press u to undo\./);
		one.press('u');
		await one.shows(/1 running[\s\S]*Took 2 added tasks off the list again\./);
		assert.deepEqual(await listed(home), [first]);
	});

	test('what add and rm do is on the screen of an open dashboard at once', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		account.tell(second, viduRunning);
		await using terminal = openTerminal(watching(account, home, first));
		await terminal.shows(/1 running/);

		const added = await command(home, ['add', '-'], `{"task_id": "${second}"}\n${first}`);
		await terminal.shows(/2 running[\s\S]*Another program added 1 task\./);
		const removed = await command(home, ['rm', first, third]);
		await terminal.shows(/1 running[\s\S]*Another program took 1 task off the list\./);

		assert.deepEqual(added, {
			exitCode: 0,
			output: `${second}  added\n${first}  already on the list\n`,
			errorOutput: '',
		});
		assert.deepEqual(removed, {
			exitCode: 2,
			output: `${first}  removed\n`,
			errorOutput: `taskwatch: ${third} is not on the watch list.\n`,
		});
		assert.deepEqual(await listed(home), [second]);
	});

	test('what was handed over is there after a kill of everything', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		account.tell(second, viduRunning);
		await using one = openTerminal(watching(account, home, first));
		await one.shows(/1 running/);
		// So that it cannot take anything in before it is killed.
		one.kill('SIGSTOP');
		const {exitCode} = await command(home, ['add', second]);
		one.kill('SIGKILL');
		await one.exited();

		await using after = openTerminal(watching(account, home));

		assert.equal(exitCode, 0);
		await after.shows(/2 running/);
		assert.deepEqual(await listed(home), [first, second]);
	});

	test('a dashboard that is merely stopped keeps its list, and takes in later what came meanwhile', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		account.tell(second, viduRunning);
		await using one = openTerminal(watching(account, home, first));
		await one.shows(/1 running/);
		one.kill('SIGSTOP');

		await using two = openTerminal(watching(account, home, second));
		assert.deepEqual(await two.exited(), {exitCode: 0, signal: 0});
		one.kill('SIGCONT');

		await one.shows(/2 running/);
	});

	test('of 200 tasks that four programs add at once, none is lost', async () => {
		await using home = await makeHome();
		const ids = Array.from({length: 200}, (_, index) => String(9n * 10n ** 17n + BigInt(index)));
		const addQuarter = async (quarter: readonly string[]): Promise<void> => {
			for (const id of quarter) {
				const {exitCode, errorOutput} = await command(home, ['add', id]);
				assert.deepEqual({exitCode, errorOutput}, {exitCode: 0, errorOutput: ''});
			}
		};

		await Promise.all([0, 50, 100, 150].map(async start => addQuarter(ids.slice(start, start + 50))));

		assert.deepEqual((await listed(home)).toSorted(), ids);
	});

	test('a run without a terminal beside a dashboard hands on what comes of it', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduDone(account.serve('one.mp4', video(), 'video/mp4')));
		account.tell(second, viduDone(account.serve('two.mp4', video(), 'video/mp4')));
		await using one = openTerminal(watching(account, home, first));
		await one.shows(/1 done/);

		const {exitCode, errorOutput} = await runProgram(watching(account, home, second, '--download'));

		assert.equal(exitCode, 0);
		assert.match(
			errorOutput,
			/^taskwatch is open already, in pts\/\d+ since \d\d:\d\d \(process \d+\): what comes of this run goes onto its list too\.\n/,
		);
		await one.shows(/2 done[\s\S]*saved .*vidu-8179[\s\S]*saved .*vidu-8094/);
	});

	test('a run without a terminal owns the list where nobody else does', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(first, viduRunning);
		account.tell(second, viduRunning);
		const run = startProgram(watching(account, home, first));
		await new Promise(resolve => run.stdout.once('data', resolve));

		await using terminal = openTerminal(watching(account, home, second));
		assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
		assert.match(
			terminal.screen().join(' '),
			/taskwatch is open already, since \d\d:\d\d \(process \d+\)\. 1 task went/,
		);
		run.kill('SIGKILL');

		await using after = openTerminal(watching(account, home));
		await after.shows(/2 running/);
		after.press(keys.ctrlC);
		await after.exited();
		assert.deepEqual(await listed(home), [first, second]);
	});

	test('ls prints a line for each task, or JSON, and makes nothing where there is no list', async () => {
		await using home = await makeHome();
		assert.deepEqual(await command(home, ['ls']), {
			exitCode: 0,
			output: '',
			errorOutput: 'There is no task on the watch list.\n',
		});
		await command(home, ['add', first, `kling/text2video:${second}`]);

		const table = await command(home, ['ls']);
		const events = await command(home, ['ls', '--ndjson']);

		assert.match(
			table.output,
			/^STATUS +ID \/ LABEL .*\n. asking +817971131377016832 .*\n. asking +kling\/text2video:809413373237157888 .*\n$/,
		);
		assert.deepEqual(
			events.output
				.trimEnd()
				.split('\n')
				.map(
					line =>
						JSON.parse(line) as {
							readonly v: number;
							readonly event: string;
							readonly task: {readonly id: string; readonly provider: string};
						},
				)
				.map(({v, event, task: {id, provider}}) => [v, event, provider, id]),
			[
				[1, 'added', 'gptge', first],
				[1, 'added', 'kling', `kling/text2video:${second}`],
			],
		);
		assert.deepEqual(await command(home, ['rm', second]), {
			exitCode: 0,
			output: `kling/text2video:${second}  removed\n`,
			errorOutput: '',
		});
	});
});
