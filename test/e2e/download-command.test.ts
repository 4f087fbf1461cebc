import assert from 'node:assert/strict';
import path from 'node:path';
import {suite, test} from 'node:test';
import {openWatchList} from '../../source/platform/watch-list.js';
import {fileKey} from '../../source/task/download.js';
import type {TaskAnswer} from '../../source/task/task.js';
import type {Watch} from '../../source/task/watch.js';
import {type Home, makeHome, runProgram} from '../helpers/built-program.js';
import {openTerminal} from '../helpers/terminal.js';
import {answerOf, doneAnswer, downloadOf, savedAs, taskId, watchOf} from '../helpers/watches.js';
import {viduDone, viduFailed, viduRunning} from './answers.js';
import {type FakeAccount, startFakeAccount, watching} from './fake-account.js';
import {hashesIn, picture, sha256, video} from './media.js';
import {readDocument, readEvent} from './task-schema.js';

const ids = ['817971131377016832', '809413373237157888', '809413373237157889', '809413373237157890'] as const;

/** A watch list as a dashboard left it. */
const writeList = (home: Home, answers: Readonly<Record<string, TaskAnswer | undefined>>, savedId = ''): void => {
	const list = openWatchList(home.stateFolder, Date.now());
	list.load();
	list.save({
		put: Object.entries(answers).map(([id, answer], position) => ({
			watch: watchOf(id, {label: `label of ${id}`, ...(answer && {answer})}),
			position,
		})),
		drop: [],
		downloads: savedId === '' ? [] : [downloadOf(savedId, savedAs('/results/before.mp4'))],
	});
	list.close();
};

const readList = (home: Home) => {
	const list = openWatchList(home.stateFolder, Date.now());
	const {watches, downloads} = list.load();
	list.close();
	return {watches, saved: downloads.map(({key, state}) => [key, state.type === 'saved' && state.path])};
};

const withLink = (link: string): TaskAnswer =>
	doneAnswer({family: 'vidu', outputs: [{kind: 'video', place: {type: 'url', url: link}}]});

/** A task that the service knows, with a link of its own. */
const serveTask = (account: FakeAccount, id: string, bytes: Buffer): string => {
	const link = account.serve(`${id}.mp4`, bytes, 'video/mp4');
	account.tell(id, viduDone(link));
	return link;
};

const fileOf = (home: Home, id: string, index = 1, extension = 'mp4'): string =>
	path.join(home.outputFolder, `vidu-${id}-${index}.${extension}`);

suite('download', {concurrency: 2}, () => {
	test('standard output is the path of each file, one a line', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const pictures = [picture(10), picture(20)];
		account.tell(
			ids[0],
			viduDone(...pictures.map((bytes, index) => account.serve(`${index}.png`, bytes, 'image/png'))),
		);

		const {exitCode, output, errorOutput} = await runProgram(watching(account, home, 'download', ids[0]));

		assert.deepEqual(output.trimEnd().split('\n').toSorted(), [
			fileOf(home, ids[0], 1, 'png'),
			fileOf(home, ids[0], 2, 'png'),
		]);
		assert.deepEqual([exitCode, errorOutput], [0, '']);
		assert.deepEqual(Object.values(await hashesIn(home.outputFolder)), pictures.map(sha256));
	});

	test('a task that is running is asked about once and told of on standard error, and the others are saved', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		serveTask(account, ids[0], video());
		account.tell(ids[1], viduRunning);
		account.tell(ids[2], viduFailed);

		const {exitCode, output, errorOutput} = await runProgram(watching(account, home, 'download', ...ids.slice(0, 3)));

		assert.deepEqual([exitCode, output], [3, `${fileOf(home, ids[0])}\n`]);
		assert.match(
			errorOutput,
			/^\S+ {2}809413373237157889 {2}failed {2}ImageDownloadFailure\n1 task not finished yet\. [^\n]+\n$/v,
		);
		assert.equal(account.apiRequests.length, 3);
	});

	test('the tasks of a pipe are saved as they come, and each event is a line with --ndjson', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		serveTask(account, ids[0], video());
		serveTask(account, ids[1], video());

		const {exitCode, output} = await runProgram({
			...watching(account, home, 'download', '-', '--ndjson'),
			input: `first ${ids[0]}\n{"task_id": "${ids[1]}"}`,
		});

		const events = output.trimEnd().split('\n').map(readEvent);
		assert.equal(exitCode, 0);
		assert.deepEqual(
			events
				.map(({event, task}) => `${task.id} ${event}`)
				.toSorted()
				.filter(event => !event.includes('health')),
			[
				...[`${ids[1]} added`, `${ids[1]} phase`, `${ids[1]} saved`],
				...[`${ids[0]} added`, `${ids[0]} phase`, `${ids[0]} saved`],
			],
		);
		assert.deepEqual(
			events.filter(({event}) => event === 'saved').map(({task}) => task.outputs[0]?.path),
			[fileOf(home, ids[0]), fileOf(home, ids[1])],
		);
	});

	test('--all saves what is finished and not saved of the watch list, and records that there', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const link = serveTask(account, ids[0], video());
		serveTask(account, ids[1], video());
		account.tell(ids[3], viduRunning);
		writeList(
			home,
			{
				[ids[0]]: withLink(link),
				[ids[1]]: answerOf({phase: 'running'}),
				[ids[2]]: withLink('https://media.example/saved.mp4'),
				[ids[3]]: answerOf({phase: 'running'}),
				failed: answerOf({phase: 'failed'}),
			},
			ids[2],
		);

		const {exitCode, output, errorOutput} = await runProgram(watching(account, home, 'download', '--all'));

		assert.deepEqual([exitCode, errorOutput], [0, '']);
		assert.deepEqual(output.trimEnd().split('\n').toSorted(), [fileOf(home, ids[1]), fileOf(home, ids[0])]);
		assert.deepEqual(readList(home).saved.toSorted(), [
			[fileKey(taskId(ids[1]), 0), fileOf(home, ids[1])],
			[fileKey(taskId(ids[2]), 0), '/results/before.mp4'],
			[fileKey(taskId(ids[0]), 0), fileOf(home, ids[0])],
		]);

		const again = await runProgram(watching(account, home, 'download', '--all'));

		assert.deepEqual([again.exitCode, again.output], [0, '']);
	});

	test('wait --all takes the whole watch list, and puts no other task on it', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		serveTask(account, ids[0], video());
		serveTask(account, ids[1], video());
		writeList(home, {[ids[0]]: undefined, [ids[2]]: answerOf({phase: 'cancelled'})}, '');

		const {exitCode, output} = await runProgram(
			watching(account, home, 'wait', '--all', ids[1], '--download', '--json'),
		);

		assert.equal(exitCode, 3);
		assert.deepEqual(
			readDocument(output).map(task => [task.id, (task as unknown as {label: unknown}).label, task.outputs[0]?.path]),
			[
				[ids[0], `label of ${ids[0]}`, fileOf(home, ids[0])],
				[ids[2], `label of ${ids[2]}`, undefined],
				[ids[1], null, fileOf(home, ids[1])],
			],
		);
		const {watches, saved} = readList(home);
		assert.deepEqual(
			watches.map(({id}: Watch) => id),
			[ids[0], ids[2]],
		);
		assert.deepEqual(saved, [[fileKey(taskId(ids[0]), 0), fileOf(home, ids[0])]]);
	});

	test('a dashboard that is open shows what was saved beside it', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		serveTask(account, ids[0], video());
		await using terminal = openTerminal(watching(account, home, ids[0]));
		await terminal.shows(/✓ done .*video ready/);

		const {exitCode, output} = await runProgram(watching(account, home, 'download', '--all'));

		assert.deepEqual([exitCode, output], [0, `${fileOf(home, ids[0])}\n`]);
		await terminal.shows(/✓ done .*saved 100 kB/);
	});

	test('of an empty watch list there is nothing to do: 0', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();

		for (const command of ['wait', 'download']) {
			const {exitCode, output, errorOutput} = await runProgram(watching(account, home, command, '--all'));

			assert.deepEqual([exitCode, output, errorOutput], [0, '', '']);
		}
	});
});
