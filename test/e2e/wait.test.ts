import assert from 'node:assert/strict';
import {once} from 'node:events';
import path from 'node:path';
import {createInterface} from 'node:readline';
import {text} from 'node:stream/consumers';
import {suite, test} from 'node:test';
import {type Home, makeHome, runProgram, startProgram} from '../helpers/built-program.js';
import {inTime} from '../helpers/wait-for.js';
import {viduDone, viduFailed, viduRunning} from './answers.js';
import {type FakeAccount, startFakeAccount, watching} from './fake-account.js';
import {hashesIn, sha256, video} from './media.js';
import {type EventDocument, readDocument, readEvent} from './task-schema.js';

const ids = ['817971131377016832', '809413373237157888', '7f3c2a90-5d1e-4b86-9c47-2e8a61d0b3f5'] as const;

/** A run whose events are read as they come. */
const startEvents = (account: FakeAccount, home: Home, ...args: readonly string[]) => {
	const child = startProgram(watching(account, home, 'wait', '--ndjson', ...args));
	const exit = once(child, 'exit');
	const errorOutput = text(child.stderr);
	const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
	const events: EventDocument[] = [];

	return {
		child,
		errorOutput,
		events,
		exit: async () => (await inTime(exit, () => 'Expected the program to end'))[0] as number,

		/** Read on until this has happened to a task. */
		async until(event: string, id: string) {
			for (;;) {
				const {value, done} = await inTime(lines.next(), () => `Waited for ${event} of ${id}`);
				assert.ok(!done, `The output ended before ${event} of ${id}`);
				const next = readEvent(value);
				events.push(next);
				if (next.event === event && next.task.id === id) {
					return next;
				}
			}
		},
	};
};

suite('wait', {concurrency: 2}, () => {
	test('without --json it tells each change in a line', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(ids[0], viduDone('https://media.example/1.mp4'));

		const {exitCode, output, errorOutput} = await runProgram(watching(account, home, 'wait', ids[0]));

		assert.match(output, /^\d\d:\d\d:\d\d {2}817971131377016832 {2}done {2}https:\/\/media\.example\/1\.mp4\n$/v);
		assert.deepEqual([exitCode, errorOutput], [0, '']);
	});

	test('tasks are taken from a pipe as they come, and it ends once the pipe has and all are settled', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const bytes = ids.map(() => video());
		const [first, second, third] = ids;
		const run = startEvents(account, home, '-', '--download');

		run.child.stdin.write(`submitted ${first}\n`);
		await run.until('health', first);
		account.tell(first, viduRunning);
		await run.until('phase', first);
		run.child.stdin.write(`{"task_id": "${second}"`);
		account.tell(second, viduDone(account.serve('2.mp4', bytes[1] as Buffer, 'video/mp4')));
		run.child.stdin.write(', "n": 1}\n{\n');
		await run.until('saved', second);
		run.child.stdin.write(`  "data": {\n    "task_id": "${third}"\n  }\n}`);
		account.tell(third, viduDone(account.serve('3.mp4', bytes[2] as Buffer, 'video/mp4')));
		run.child.stdin.end();
		await run.until('saved', third);
		account.tell(first, viduDone(account.serve('1.mp4', bytes[0] as Buffer, 'video/mp4')));
		const {task} = await run.until('saved', first);

		assert.equal(await run.exit(), 0);
		assert.equal(task.outputs[0]?.path, path.join(home.outputFolder, `vidu-${first}-1.mp4`));
		assert.deepEqual(
			await hashesIn(home.outputFolder),
			Object.fromEntries(
				ids.map((id, index) => [`vidu-${id}-1.mp4`, sha256(bytes[index] as Buffer)] as const).toSorted(),
			),
		);
		for (const id of ids) {
			const happened = run.events.filter(event => event.task.id === id).map(({event}) => event);
			assert.deepEqual([happened.filter(event => event === 'added').length, happened.at(-1)], [1, 'saved']);
		}
	});

	test('--any ends when one task is settled, though the pipe is open', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(ids[0], viduRunning);
		account.tell(ids[1], viduRunning);
		const run = startEvents(account, home, '-', '--any');
		run.child.stdin.write(`${ids[0]}\n${ids[1]}\n`);
		await run.until('phase', ids[1]);

		account.tell(ids[0], viduDone('https://media.example/1.mp4'));

		assert.equal(await run.exit(), 0);
	});

	test('--fail-fast ends when one task fails, and the others are in the document as they were', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(ids[0], viduRunning);
		account.tell(ids[1], viduFailed);

		const {exitCode, output} = await runProgram(
			watching(account, home, 'wait', '--fail-fast', '--json', ids[0], ids[1]),
		);

		assert.deepEqual(
			readDocument(output).map(({id, phase}) => [id, phase]),
			[
				[ids[0], 'running'],
				[ids[1], 'failed'],
			],
		);
		assert.equal(exitCode, 3);
	});

	test('--timeout ends it while tasks are running, says so, and prints the document', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(ids[0], viduDone('https://media.example/1.mp4'));
		account.tell(ids[1], viduRunning);

		const {exitCode, output, errorOutput} = await runProgram(
			watching(account, home, 'wait', '--timeout', '1s', '--json', ids[0], ids[1]),
		);

		assert.deepEqual(
			readDocument(output).map(({phase}) => phase),
			['succeeded', 'running'],
		);
		assert.deepEqual([exitCode, errorOutput], [5, 'Time is up: 1 task not settled.\n']);
	});

	test('--json of a thousand tasks: each is asked about until it is settled, within seconds', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const many = Array.from({length: 1000}, (_, index) => `task-${100_000_000_000 + index}`);
		for (const id of many) {
			account.tell(id, viduDone(`${account.mediaUrl}/${id}.mp4`));
		}

		const {exitCode, output} = await runProgram({
			...watching(account, home, 'wait', '-', '--json'),
			input: JSON.stringify(many.map(id => ({task_id: id}))),
		});

		assert.equal(exitCode, 0);
		assert.deepEqual(
			readDocument(output).map(({id, phase}) => [id, phase]),
			many.map(id => [id, 'succeeded']),
		);
		assert.equal(account.apiRequests.length, 1000);
	});

	test('troubles are told on standard error where standard output holds JSON', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(ids[0], viduFailed);

		const {output, errorOutput} = await runProgram(watching(account, home, 'wait', '--json', ids[0]));

		assert.match(errorOutput, /^\d\d:\d\d:\d\d {2}817971131377016832 {2}failed {2}ImageDownloadFailure\n$/v);
		assert.equal(readDocument(output).length, 1);
	});

	test('who reads no further than the first line ends it without a word', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(ids[0], viduRunning);
		const run = startEvents(account, home, ids[0]);
		await run.until('phase', ids[0]);

		run.child.stdout.destroy();
		account.tell(ids[0], viduDone('https://media.example/1.mp4'));

		assert.deepEqual([await run.exit(), await run.errorOutput], [0, '']);
	});
});
