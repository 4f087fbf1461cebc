import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {
	linkSync,
	mkdirSync,
	readFileSync,
	renameSync,
	rmSync,
	statSync,
	symlinkSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {createOpenPartFile} from '../../source/platform/open-part-file.js';
import {mp4} from './media-samples.js';
import {origin, ownerOf, startPartRig} from './part-rig.js';

const mebibyte = 1024 * 1024;
const content = mp4(20 * mebibyte);
const sha256 = createHash('sha256').update(content).digest('hex');

/** Folders where an earlier run has left so many bytes of the film `a`. */
const leftBehind = async (context: TestContext, bytes = 3 * mebibyte) => {
	const rig = startPartRig(context);
	const first = rig.startRun();
	const part = await first.open('a');
	part.setOrigin(origin);
	await part.write(content.subarray(0, bytes));
	await part.keep();
	first.end();
	return {...rig, file: path.join(rig.outputFolder, 'a.part')};
};

test('a part that was kept is gone on with in the next run, and becomes the whole file', async context => {
	const {startRun, outputFolder, results, locks} = await leftBehind(context);
	const run = startRun();

	const part = await run.open('a');
	assert.equal(part.byteCount(), 3 * mebibyte);
	assert.deepEqual(part.origin(), origin);
	await part.write(content.subarray(part.byteCount()));
	const saved = await part.publish();

	assert.deepEqual(saved, {path: path.join(outputFolder, 'a.mp4'), bytes: content.length, sha256});
	assert.ok(readFileSync(saved.path).equals(content));
	assert.deepEqual(results(), ['a.mp4']);
	run.end();
	assert.deepEqual(locks(), []);
});

test('a part that was kept is gone on with in the same run, too', async context => {
	const {startRun} = startPartRig(context);
	const run = startRun();
	const part = await run.open('a');
	await part.write(content.subarray(0, 5000));
	await part.keep();

	const again = await run.open('a');

	assert.equal(again.byteCount(), 5000);
	await again.discard();
});

test('what came after the last note is not trusted', async context => {
	const {startRun, file} = await leftBehind(context);
	writeFileSync(file, Buffer.alloc(mebibyte), {flag: 'a'});

	const part = await startRun().open('a');

	assert.equal(part.byteCount(), 3 * mebibyte);
	assert.equal(statSync(file).size, 3 * mebibyte);
	await part.discard();
});

test('a part that is shorter than it was is begun anew, and that is noted', async context => {
	const {startRun, file} = await leftBehind(context);
	truncateSync(file, mebibyte);
	const first = startRun();

	const part = await first.open('a');
	assert.equal(part.byteCount(), 0);
	assert.equal(part.origin(), undefined);
	await part.write(content.subarray(0, 5 * mebibyte));
	first.end();
	const again = await startRun().open('a');

	assert.equal(again.byteCount(), 0);
	await again.discard();
	await part.discard();
});

const replacements: Readonly<Record<string, (file: string) => void>> = {
	'another file': file => {
		renameSync(file, `${file}.moved`);
		writeFileSync(file, 'mine');
	},
	'a symbolic link': file => {
		renameSync(file, `${file}.moved`);
		symlinkSync(`${file}.moved`, file);
	},
};

for (const [name, replace] of Object.entries(replacements)) {
	test(`${name} that stands where the part stood is neither written to nor removed`, async context => {
		const {startRun, file, results} = await leftBehind(context);
		replace(file);
		const before = readFileSync(file);

		const part = await startRun().open('a');
		assert.equal(part.byteCount(), 0);
		await part.write(content);
		await part.publish();

		assert.deepEqual(results(), ['a.mp4', 'a.part', 'a.part.moved']);
		assert.ok(readFileSync(file).equals(before));
	});
}

test('a part that has a second name is not written to, and only loses ours', async context => {
	const {startRun, file, outputFolder, results} = await leftBehind(context);
	linkSync(file, path.join(outputFolder, 'mine'));

	const part = await startRun().open('a');

	assert.equal(part.byteCount(), 0);
	assert.deepEqual(results(), ['mine']);
	assert.equal(statSync(path.join(outputFolder, 'mine')).size, 3 * mebibyte);
});

test('a part that is gone is begun anew', async context => {
	const {startRun, file} = await leftBehind(context);
	rmSync(file);

	const part = await startRun().open('a');

	assert.equal(part.byteCount(), 0);
});

test('a part of another folder is left where it is', async context => {
	const rig = await leftBehind(context);
	const {log} = rig.startRun();
	const elsewhere = path.join(rig.stateFolder, 'elsewhere');

	const part = await createOpenPartFile({outputFolder: elsewhere, openLog: async () => log, now: () => 0})(
		ownerOf('a'),
		new AbortController().signal,
	);

	assert.ok('byteCount' in part && part.byteCount() === 0);
	assert.deepEqual(rig.results(), ['a.part']);
});

test('a part that was made and not yet noted to be there is taken for ours as long as it is empty', async context => {
	const {startRun, outputFolder, results, records} = startPartRig(context);
	const run = startRun();
	for (const id of ['a', 'b']) {
		const {key, stem} = ownerOf(id);
		const file = path.join(outputFolder, `${stem}.part`);
		run.log.reserve(key, outputFolder, {path: file, offsetBytes: 0}).release();
	}

	mkdirSync(outputFolder);
	writeFileSync(path.join(outputFolder, 'a.part'), '');
	writeFileSync(path.join(outputFolder, 'b.part'), 'mine');
	const parts = [await run.open('a'), await run.open('b')];
	for (const part of parts) {
		await part.write(content.subarray(0, 5000));
	}

	assert.deepEqual(results(), ['a.part', 'b (2).part', 'b.part']);
	assert.ok(records().every(({identity}) => identity !== undefined));
	for (const part of parts) {
		await part.discard();
	}

	assert.deepEqual(results(), ['b.part']);
});

test('what comes is noted every 8 MiB and every 5 s, with what it is of', async context => {
	const {startRun, pass, outputFolder, records} = startPartRig(context);
	const run = startRun();
	const part = await run.open('a');
	part.setOrigin(origin);
	/** How many bytes a crash would leave. */
	const noted = () => {
		const [record] = records();
		const onDisk = statSync(path.join(outputFolder, 'a.part')).size;
		return {offsetBytes: record?.offsetBytes, origin: record?.origin, onDisk};
	};

	await part.write(content.subarray(0, 7 * mebibyte));
	assert.equal(noted().offsetBytes, 0);
	await part.write(content.subarray(7 * mebibyte, 8 * mebibyte));
	assert.deepEqual(noted(), {offsetBytes: 8 * mebibyte, origin, onDisk: 8 * mebibyte});
	pass(5000);
	await part.write(content.subarray(8 * mebibyte, 8 * mebibyte + 10));
	assert.deepEqual(noted(), {offsetBytes: 8 * mebibyte + 10, origin, onDisk: 8 * mebibyte + 10});

	await part.discard();
});

test('a part that is emptied is noted as empty before anything else comes', async context => {
	const {startRun, records} = await leftBehind(context);
	const part = await startRun().open('a');

	await part.restart();
	await part.write(content.subarray(0, 4 * mebibyte));

	assert.deepEqual(
		records().map(record => [record.offsetBytes, record.origin]),
		[[0, undefined]],
	);
	await part.discard();
});

test('a file that had its name when the program was killed is told as saved, and its part goes', async context => {
	const {startRun, file, outputFolder, results} = await leftBehind(context, content.length);
	const run = startRun();
	const note = run.log.claim(ownerOf('a').key, outputFolder);
	note?.write({...note.record, whole: {bytes: content.length, sha256}});
	note?.release();
	linkSync(file, path.join(outputFolder, 'a (2).mp4'));
	writeFileSync(path.join(outputFolder, 'a.mp4'), 'mine');

	const saved = await run.openFile(ownerOf('a'), new AbortController().signal);

	assert.deepEqual(saved, {path: path.join(outputFolder, 'a (2).mp4'), bytes: content.length, sha256});
	assert.deepEqual(results(), ['a (2).mp4', 'a.mp4']);
});

test('a file that was whole and had no name yet when the program was killed gets it, and nothing is asked for', async context => {
	const {startRun, outputFolder, results} = await leftBehind(context, content.length);
	const run = startRun();
	const note = run.log.claim(ownerOf('a').key, outputFolder);
	note?.write({...note.record, whole: {bytes: content.length, sha256}});
	note?.release();

	const saved = await run.openFile(ownerOf('a'), new AbortController().signal);

	assert.deepEqual(saved, {path: path.join(outputFolder, 'a.mp4'), bytes: content.length, sha256});
	assert.deepEqual(results(), ['a.mp4']);
});

test('a part that was not read to its end, as the program is left, is kept as it was', async context => {
	const {startRun, records} = await leftBehind(context);
	const before = records();
	const first = startRun();
	await (await first.open('a', AbortSignal.abort())).keep();
	first.end();
	assert.deepEqual(records(), before);

	const part = await startRun().open('a');
	await part.write(content.subarray(part.byteCount()));

	assert.equal((await part.publish()).sha256, sha256);
});

test('a part that was not read to its end, as nobody wants it any more, is discarded', async context => {
	const {startRun, results, records} = await leftBehind(context);

	await (await startRun().open('a', AbortSignal.abort())).discard();

	assert.deepEqual(results(), []);
	assert.deepEqual(records(), []);
});

test('a saved file that was not read to its end, as the program is left, is told as saved by the next run', async context => {
	const {startRun, file, outputFolder} = await leftBehind(context, content.length);
	const first = startRun();
	const note = first.log.claim(ownerOf('a').key, outputFolder);
	note?.write({...note.record, whole: {bytes: content.length, sha256}});
	note?.release();
	renameSync(file, path.join(outputFolder, 'a.mp4'));
	const reason = new Error('left');
	await assert.rejects(first.openFile(ownerOf('a'), AbortSignal.abort(reason)), reason);
	first.end();

	const saved = await startRun().openFile(ownerOf('a'), new AbortController().signal);

	assert.deepEqual(saved, {path: path.join(outputFolder, 'a.mp4'), bytes: content.length, sha256});
});

test('a part that was discarded is gone for good', async context => {
	const {startRun, results, records} = await leftBehind(context);

	await (await startRun().open('a')).discard();

	assert.deepEqual(results(), []);
	assert.deepEqual(records(), []);
});
