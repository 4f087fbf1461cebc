import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {readdirSync, rmSync, statSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {createAnswerFiles} from '../../source/platform/answer-files.js';
import {answerFolderFor} from '../helpers/answer-files.js';
import {roomyDisk} from '../helpers/roomy-disk.js';

const bytes = Buffer.from(Uint8Array.from({length: 3_000_001}, (_, index) => (index * 31) % 251));
const sha256 = createHash('sha256').update(bytes).digest('hex');

const start = (context: TestContext, options?: Parameters<typeof createAnswerFiles>[1]) => {
	const answerFolder = answerFolderFor(context);
	const folder = answerFolder.path();
	return {folder, names: () => readdirSync(folder), ...createAnswerFiles(answerFolder, options)};
};

const keepOne = async ({make}: Pick<ReturnType<typeof start>, 'make'>): Promise<string> => {
	const file = await make();
	await file.write(bytes.subarray(0, 1_000_000));
	await file.write(bytes.subarray(1_000_000));
	const name = await file.keep();
	await file.discard();
	return name;
};

const readAll = async ({openKept}: Pick<ReturnType<typeof start>, 'openKept'>) => {
	const {chunks, totalBytes} = await openKept(sha256);
	return {totalBytes, bytes: Buffer.concat(await Array.fromAsync(chunks))};
};

test('a file is kept under its sum, for its user alone, and is the same bytes again', async context => {
	const files = start(context);

	const name = await keepOne(files);

	assert.equal(name, sha256);
	assert.deepEqual(files.names(), [sha256]);
	assert.equal(statSync(path.join(files.folder, sha256)).mode & 0o777, 0o600);
	assert.deepEqual(await readAll(files), {totalBytes: bytes.length, bytes});
	assert.deepEqual(
		await files.read(sha256, async ({read}) => Buffer.from(await read(999_999, 4))),
		bytes.subarray(999_999, 1_000_003),
	);
});

test('a file that comes again is there once', async context => {
	const files = start(context);

	await keepOne(files);
	await keepOne(files);

	assert.deepEqual(files.names(), [sha256]);
});

test('a file that nobody needed leaves nothing', async context => {
	const files = start(context);
	const file = await files.make();
	await file.write(bytes);

	await file.discard();

	assert.deepEqual(files.names(), []);
});

test('a file that is gone, or that is a link to another, is to be asked for anew', async context => {
	const files = start(context);
	const gone = {name: 'DownloadError', failure: 'link', message: 'The file of the answer is no longer there'};

	await assert.rejects(files.openKept(sha256), gone);
	await assert.rejects(
		files.read(sha256, async () => undefined),
		gone,
	);
	await keepOne(files);
	rmSync(path.join(files.folder, sha256));
	writeFileSync(path.join(files.folder, 'another'), bytes);
	symlinkSync('another', path.join(files.folder, sha256));
	await assert.rejects(files.openKept(sha256), gone);
});

test('a file that was changed is never taken for what came', async context => {
	const files = start(context);
	await keepOne(files);
	writeFileSync(path.join(files.folder, sha256), Buffer.from(bytes).fill(1, 2_000_000, 2_000_001));

	await assert.rejects(readAll(files), {
		name: 'DownloadError',
		failure: 'link',
		message: 'The file of the answer is damaged',
	});
});

test('a file that is too large is written no further', async context => {
	const {make} = start(context, {maxBytes: 2 * 1024 ** 2});
	const file = await make();
	await file.write(bytes.subarray(0, 2_000_000));

	await assert.rejects(file.write(bytes.subarray(2_000_000)), {message: 'it is larger than 2 MiB'});

	await file.discard();
});

test('a disk is not filled to its end', async context => {
	let freeBytes = 10e9;
	const {make, folder} = start(context, {lookAtDisk: () => async () => ({...(await roomyDisk()), freeBytes})});
	const file = await make();
	const block = new Uint8Array(8 * 1024 ** 2);
	await file.write(block);
	freeBytes = 100e6;

	await assert.rejects(
		async () => {
			await file.write(block);
			await file.write(block);
		},
		{message: `too little space is left for ${folder}; free some, then press d`},
	);

	await file.discard();
});
