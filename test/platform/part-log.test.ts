import assert from 'node:assert/strict';
import {existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {DatabaseSync} from 'node:sqlite';
import {type TestContext, test} from 'node:test';
import {openPartLog} from '../../source/platform/part-log.js';
import {takeLock} from '../../source/platform/process-lock.js';
import {noon} from '../helpers/watches.js';
import {ownerOf, startPartRig} from './part-rig.js';

const dayMs = 24 * 60 * 60_000;
const {key} = ownerOf('a');
const anything = () => true;
const nothing = () => false;

/** Folders where a run that ended has left the part of `a`. */
const leftBehind = async (context: TestContext) => {
	const rig = startPartRig(context);
	const first = rig.startRun();
	const part = await first.open('a');
	await part.write(Buffer.alloc(5000, 1));
	await part.keep();
	first.end();
	return rig;
};

/** Let all parts be those of a process that goes on or is gone. */
const giveTo = (stateFolder: string, holder: string): void => {
	const database = new DatabaseSync(path.join(stateFolder, 'parts.db'));
	database.prepare('UPDATE parts SET holder = ?').run(holder);
	database.close();
};

test('a part that another run works on is not taken over', context => {
	const {startRun, outputFolder} = startPartRig(context);
	const [one, other] = [startRun(), startRun()];
	one.log.reserve(key, outputFolder, {path: path.join(outputFolder, 'a.part'), offsetBytes: 0});

	assert.equal(other.log.claim(key, outputFolder), undefined);
	assert.equal(one.log.claim(key, outputFolder), undefined);

	one.end();
	assert.ok(other.log.claim(key, outputFolder));
});

test('a part is taken over by one run only', async context => {
	const {startRun, outputFolder} = await leftBehind(context);
	const [one, other] = [startRun(), startRun()];

	assert.ok(one.log.claim(key, outputFolder));
	assert.equal(other.log.claim(key, outputFolder), undefined);
});

test('a part is taken over once the lock of its process is free, and the lock goes', async context => {
	const {startRun, stateFolder, outputFolder, locks} = await leftBehind(context);
	const lock = takeLock(path.join(stateFolder, 'parts-other.lock'));
	giveTo(stateFolder, 'other');
	const {log} = startRun();

	assert.equal(log.claim(key, outputFolder), undefined);

	lock?.release();
	assert.ok(log.claim(key, outputFolder));
	assert.ok(!locks().includes('parts-other.lock'));
});

test('a part that nobody wants is kept for a week', async context => {
	const {startRun, pass, results, records} = await leftBehind(context);
	const {log} = startRun();

	pass(7 * dayMs - 1);
	log.tidy(nothing);
	assert.deepEqual(results(), ['a.part']);

	pass(1);
	log.tidy(anything);
	assert.deepEqual(results(), ['a.part']);

	log.tidy(nothing);
	assert.deepEqual(results(), []);
	assert.deepEqual(records(), []);
});

test('a part that somebody works on is kept, however long that takes', async context => {
	const {startRun, pass, results, outputFolder} = await leftBehind(context);
	startRun().log.claim(key, outputFolder);

	pass(30 * dayMs);
	startRun().log.tidy(nothing);

	assert.deepEqual(results(), ['a.part']);
});

test('a file of somebody else that has the name of a part is never removed', async context => {
	const {startRun, pass, results, outputFolder, records} = await leftBehind(context);
	writeFileSync(path.join(outputFolder, 'new'), 'mine');
	renameSync(path.join(outputFolder, 'new'), path.join(outputFolder, 'a.part'));

	pass(8 * dayMs);
	startRun().log.tidy(nothing);

	assert.deepEqual(results(), ['a.part']);
	assert.deepEqual(records(), []);
});

test('a note on a part that is not there goes at once, unless the file is wanted', context => {
	const {startRun, records, outputFolder} = startPartRig(context);
	const {log} = startRun();
	log.reserve(key, outputFolder, {path: path.join(outputFolder, 'a.part'), offsetBytes: 0}).release();

	log.tidy(anything);
	assert.equal(records().length, 1);

	log.tidy(nothing);
	assert.deepEqual(records(), []);
});

test('locks of processes that are gone go, and those of others stay', context => {
	const {startRun, stateFolder, locks} = startPartRig(context);
	const {log} = startRun();
	writeFileSync(path.join(stateFolder, 'parts-gone.lock'), '');
	const lock = takeLock(path.join(stateFolder, 'parts-here.lock'));

	log.tidy(nothing);

	assert.deepEqual(locks(), ['parts-here.lock']);
	lock?.release();
});

test('the parts of a file that is dropped go, but not those that somebody works on', async context => {
	const {startRun, results, outputFolder} = await leftBehind(context);
	const {log} = startRun();
	const note = log.claim(key, outputFolder);

	log.drop([key]);
	assert.deepEqual(results(), ['a.part']);

	note?.release();
	log.drop([key]);
	assert.deepEqual(results(), []);
});

test('a note with a bit that turned over is not believed', async context => {
	const {startRun, stateFolder, outputFolder} = await leftBehind(context);
	const database = new DatabaseSync(path.join(stateFolder, 'parts.db'));
	database.exec(`UPDATE parts SET record = replace(record, '5000', '5001')`);
	database.close();

	assert.equal(startRun().log.claim(key, outputFolder), undefined);
});

test('a damaged log is put aside, and a new one is begun', context => {
	const {startRun, stateFolder, outputFolder} = startPartRig(context);
	mkdirSync(stateFolder);
	writeFileSync(path.join(stateFolder, 'parts.db'), 'no database at all '.repeat(500));

	const {log} = startRun();

	log.reserve(key, outputFolder, {path: 'x', offsetBytes: 0});
	assert.ok(readdirSync(stateFolder).some(name => name.startsWith('parts.db.corrupt-')));
});

test('a log of a newer version is left alone', context => {
	const {startRun, stateFolder} = startPartRig(context);
	startRun().end();
	const database = new DatabaseSync(path.join(stateFolder, 'parts.db'));
	database.exec('PRAGMA user_version = 2');
	database.close();

	assert.throws(() => openPartLog(stateFolder, () => noon), /was written by a newer taskwatch/);
});

test('only its user may read what is noted', context => {
	const {startRun, stateFolder} = startPartRig(context);
	const {log} = startRun();
	log.reserve(key, 'x', {path: 'x', offsetBytes: 0});

	assert.equal(statSync(stateFolder).mode & 0o777, 0o700);
	for (const name of readdirSync(stateFolder).filter(each => !/-(?:wal|shm)$/.test(each))) {
		assert.equal(statSync(path.join(stateFolder, name)).mode & 0o777, 0o600, name);
	}

	assert.ok(existsSync(path.join(stateFolder, 'parts.db')));
});
