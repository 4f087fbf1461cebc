import assert from 'node:assert/strict';
import {chmod, mkdtemp, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {openLogFile} from '../../source/platform/log-file.js';
import {redact} from '../../source/platform/redact.js';
import {UsageError} from '../../source/task/errors.js';

const now = () => Date.UTC(2030, 0, 1);

const start = async (context: TestContext, before?: string) => {
	const folder = await mkdtemp(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(async () => rm(folder, {recursive: true, force: true}));
	const file = path.join(folder, 'log');
	if (before !== undefined) {
		await writeFile(file, before, {mode: 0o644});
	}

	return {folder, file, log: openLogFile(file, now)};
};

test('an event is one line of JSON at the end of the file, which nobody else can read', async context => {
	const {file, log} = await start(context, 'older\n');

	log.write('info', 'poll', {id: 'a\nb', tookMs: 12, phase: undefined});
	log.write('error', 'crash');

	assert.equal(
		await readFile(file, 'utf8'),
		[
			'older',
			'{"at":"2030-01-01T00:00:00.000Z","level":"info","event":"poll","id":"a\\nb","tookMs":12}',
			'{"at":"2030-01-01T00:00:00.000Z","level":"error","event":"crash"}',
			'',
		].join('\n'),
	);
	assert.equal((await stat(file)).mode % 0o1000, 0o600);
});

test('neither a key nor the query of a link is written, wherever it stands', async context => {
	const {file, log} = await start(context);
	log.hide('AK-CANARY-1:SK-CANARY-2');

	log.write('warning', 'open_file', {
		link: 'https://me:pw@cdn.test/a.mp4?X-Signature=CANARY-3&b=%20#CANARY-4',
		problem: 'No AK-CANARY-1 with SK-CANARY-2 in “authorization: Bearer eyCANARY.5-x_y”',
	});

	const {link, problem} = JSON.parse(await readFile(file, 'utf8'));
	assert.deepEqual(
		[link, problem],
		['https://cdn.test/a.mp4?…', 'No [key] with [key] in “authorization: Bearer [key]”'],
	);
});

test('what is too short for a key stays, as it would be found in many words', () => {
	assert.equal(redact('a task and its tasks', ['task']), 'a task and its tasks');
});

test('a file of a mebibyte is put aside, and the last four are kept', async context => {
	const {folder, file, log} = await start(context);

	for (const content of ['one', 'two', 'three', 'four', 'five', 'six']) {
		await writeFile(file, content.padEnd(1024 * 1024));
		log.write('info', 'next');
	}

	assert.deepEqual(await readdir(folder), ['log', 'log.1', 'log.2', 'log.3', 'log.4']);
	assert.match(await readFile(file, 'utf8'), /^\{"at":.*"event":"next"\}\n$/v);
	assert.match(await readFile(`${file}.1`, 'utf8'), /^six/v);
	assert.match(await readFile(`${file}.4`, 'utf8'), /^three/v);
});

test('a log that cannot be written is refused at the start, and passed over later', async context => {
	const {folder, file, log} = await start(context);
	await rm(file);
	await chmod(folder, 0o700);
	await rm(folder, {recursive: true});

	log.write('info', 'poll');

	assert.throws(() => openLogFile(path.join(folder, 'log'), now), UsageError);
});
