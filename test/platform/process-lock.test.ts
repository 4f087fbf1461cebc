import assert from 'node:assert/strict';
import {type ChildProcessByStdio, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readdirSync, rmSync, statSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import type {Readable} from 'node:stream';
import {type TestContext, test} from 'node:test';
import {lockNote, takeLock} from '../../source/platform/process-lock.js';

const lockPath = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'process-lock-'));
	context.after(() => rmSync(folder, {recursive: true}));
	return path.join(folder, 'x.lock');
};

const moduleUrl = new URL('../../source/platform/process-lock.ts', import.meta.url).href;

/** Another process that holds a lock until it is killed. */
const startHolder = async (context: TestContext, file: string, note: string) => {
	const script = `
		const {takeLock} = await import(${JSON.stringify(moduleUrl)});
		console.log(takeLock(${JSON.stringify(file)}, ${JSON.stringify(note)}) ? 'holds' : 'holds not');
		setInterval(() => undefined, 1000);
	`;
	const child: ChildProcessByStdio<null, Readable, null> = spawn(
		process.execPath,
		['--import', 'tsx', '--input-type=module', '--eval', script],
		{stdio: ['ignore', 'pipe', 'inherit']},
	);
	context.after(() => child.kill('SIGKILL'));
	const [said] = await once(child.stdout, 'data');
	assert.equal(String(said).trim(), 'holds');
	return child;
};

test('a lock is held by one, and free again once it is released', context => {
	const file = lockPath(context);

	const first = takeLock(file);
	assert.ok(first);
	assert.equal(takeLock(file), undefined);

	first.release();
	first.release();
	const second = takeLock(file);
	assert.ok(second);
	second.release();
});

test('while a lock is held its note can be read, and the next holder writes its own', context => {
	const file = lockPath(context);

	assert.equal(lockNote(file), undefined);
	const first = takeLock(file, 'the first');
	assert.equal(lockNote(file), 'the first');
	assert.equal(takeLock(file, 'the second'), undefined);
	assert.equal(lockNote(file), 'the first');

	first?.release();
	const second = takeLock(file, 'the second');
	assert.equal(lockNote(file), 'the second');
	second?.release();
});

test('a lock without a note has none', context => {
	const file = lockPath(context);
	const lock = takeLock(file);

	assert.equal(lockNote(file), undefined);
	lock?.release();
});

test('only its user may read a lock, and nothing lies beside it', context => {
	const file = lockPath(context);
	const lock = takeLock(file, 'mine');

	assert.equal(statSync(file).mode & 0o777, 0o600);
	assert.deepEqual(readdirSync(path.dirname(file)), ['x.lock']);
	lock?.release();
});

test('a lock outlives that its holder is stopped, and ends when it is killed', async context => {
	const file = lockPath(context);
	const holder = await startHolder(context, file, 'the other process');

	holder.kill('SIGSTOP');
	assert.equal(takeLock(file), undefined);
	assert.equal(lockNote(file), 'the other process');

	holder.kill('SIGKILL');
	await once(holder, 'exit');
	const lock = takeLock(file);
	assert.ok(lock);
	lock.release();
});

test('a damaged lock is as good as a new one', context => {
	const file = lockPath(context);
	writeFileSync(file, 'no database at all, but a text that is long enough to be taken for one'.repeat(20));

	const lock = takeLock(file, 'mine');

	assert.ok(lock);
	assert.equal(lockNote(file), 'mine');
	lock.release();
});

test('a lock in a folder that is not there is an error', context => {
	assert.throws(() => takeLock(path.join(lockPath(context), 'nowhere', 'x.lock')));
});
