import assert from 'node:assert/strict';
import {once} from 'node:events';
import {readFile, stat} from 'node:fs/promises';
import path from 'node:path';
import {text} from 'node:stream/consumers';
import {suite, test} from 'node:test';
import {makeHome, type Outcome, runProgram, startProgram} from '../helpers/built-program.js';
import {tokenRefused, viduDone, viduFailed, viduRunning} from './answers.js';
import {startFakeAccount, watching} from './fake-account.js';
import {hashesIn, sha256, video} from './media.js';

const id = '817971131377016832';
const other = '809413373237157888';

/** Each line: the time of day, the task, what happened. */
const linesOf = ({output}: Outcome): readonly string[] =>
	output
		.trimEnd()
		.split('\n')
		.map(line => line.replace(/^\d\d:\d\d:\d\d {2}/, ''));

suite('without a terminal', {concurrency: true}, () => {
	test('the demonstration tells each change in a line and saves all results, whole', async () => {
		await using home = await makeHome();

		const outcome = await runProgram({home, args: ['demo', '-o', home.outputFolder], withinMs: 80_000});

		assert.equal(outcome.exitCode, 0);
		const saved = [...outcome.output.matchAll(/ {2}saved (.+) \((.+)\)$/gm)].map(match => match[1] ?? '');
		assert.equal(saved.length, 14);
		assert.deepEqual(saved.map(file => path.basename(file)).toSorted(), Object.keys(await hashesIn(home.outputFolder)));
		for (const file of saved) {
			assert.ok((await stat(file)).size > 100, file);
		}

		assert.match(outcome.output, /314052875571409 {2}failed .*output new_sensitive/);
		assert.doesNotMatch(outcome.output, /\u001B/);
		assert.match(outcome.errorOutput, /^Results are in .*results\n$/);
	});

	test('all succeeded: 0, a line for each phase, and with --download the file', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const bytes = video();
		const link = account.serve('result.mp4', bytes, 'video/mp4');
		account.tell(id, viduDone(link));

		const outcome = await runProgram(watching(account, home, id, '--download'));

		const file = path.join(home.outputFolder, `vidu-${id}-1.mp4`);
		assert.deepEqual(linesOf(outcome), [`${id}  done  ${link}`, `${id}  saved ${file} (100 kB)`]);
		assert.equal(outcome.exitCode, 0);
		assert.equal(sha256(await readFile(file)), sha256(bytes));
	});

	test('a failed task: 3, with the reason', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(id, viduDone('https://media.example/result.mp4'));
		account.tell(other, viduFailed);

		const outcome = await runProgram(watching(account, home, id, other));

		assert.equal(outcome.exitCode, 3);
		assert.match(outcome.output, /809413373237157888 {2}failed {2}ImageDownloadFailure\n/);
	});

	test('a refused token: 4', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.answer(`/task/${id}`, tokenRefused);
		account.answer(`/task/${other}`, tokenRefused);

		const outcome = await runProgram(watching(account, home, id, other));

		assert.equal(outcome.exitCode, 4);
		assert.match(outcome.output, /refused the token/);
	});

	test('a download that fails: 7, with the reason', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(id, viduDone(account.serve('page.html', Buffer.from('<!doctype html><p>Gone</p>'), 'text/html')));

		const outcome = await runProgram(watching(account, home, id, '--download'));

		assert.equal(outcome.exitCode, 7);
		assert.match(outcome.output, /817971131377016832 {2}not saved: /);
		assert.deepEqual(await hashesIn(home.outputFolder).catch(() => ({})), {});
	});

	test('identifiers are read from a text on standard input', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(id, viduDone('https://media.example/1.mp4'));
		account.tell(other, viduDone('https://media.example/2.mp4'));

		const outcome = await runProgram({
			...watching(account, home),
			input: `INFO submitted task_id=${id}\n{"data": {"task_id": "${other}"}}\n`,
		});

		assert.equal(outcome.exitCode, 0);
		assert.deepEqual(linesOf(outcome).toSorted(), [
			`${other}  done  https://media.example/2.mp4`,
			`${id}  done  https://media.example/1.mp4`,
		]);
	});

	test('the token may stand in a file', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(id, viduDone('https://media.example/1.mp4'));
		const file = await home.writeKeyFile('token', `${account.token}\n`);

		const {exitCode} = await runProgram({
			...watching(account, home, id, '--token-file', file),
			env: {TASKWATCH_INTERVAL: '0.05'},
		});

		assert.equal(exitCode, 0);
		assert.equal(account.apiRequests[0]?.headers.authorization, `Bearer ${account.token}`);
	});

	test('a pipe that is closed early ends the program without a word', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(id, viduRunning);
		account.tell(other, viduRunning);
		const child = startProgram(watching(account, home, id, other));
		child.stdin.end();
		const errors = text(child.stderr);
		const exit = once(child, 'exit');
		await once(child.stdout, 'data');

		child.stdout.destroy();
		account.tell(id, viduDone('https://media.example/1.mp4'));

		assert.deepEqual(await exit, [0, null]);
		assert.doesNotMatch(await errors, /EPIPE|\n {4}at /);
	});

	for (const [signal, code] of [
		['SIGTERM', 143],
		['SIGINT', 130],
		['SIGHUP', 129],
	] as const) {
		test(`${signal} ends it with ${code}`, async () => {
			await using home = await makeHome();
			await using account = await startFakeAccount();
			account.tell(id, viduRunning);
			const child = startProgram(watching(account, home, id));
			child.stdin.end();
			const exit = once(child, 'exit');
			await once(child.stdout, 'data');

			child.kill(signal);

			assert.deepEqual(await exit, [code, null]);
		});
	}
});
