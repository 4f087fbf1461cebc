import assert from 'node:assert/strict';
import {appendFile, link, open, readFile, rename, rm, truncate, writeFile} from 'node:fs/promises';
import {createOpenPartFile} from '../../source/platform/open-part-file.js';
import {openPartLog} from '../../source/platform/part-log.js';
import {fileKey} from '../../source/task/download.js';
import {taskId} from '../helpers/watches.js';
import {film} from '../platform/resume-exchange.js';
import {assertSaved, host, type Outcome, startChaosDownload} from './chaos-download.js';
import type {Fault, FaultContext} from './fault.js';

const mebibyte = 1024 * 1024;
const tag = {etag: '"v1"'};
const owner = {key: fileKey(taskId('clip'), 0), id: taskId('clip'), stem: 'clip'};

type Left = {
	readonly part: string;
	/** How many of its bytes are noted. */
	readonly notedBytes: number;
};

/**
A download that the end of the program breaks off, something that is done to its part, and the next start.

@returns What the next start made of it.
*/
const acrossRuns = async (
	context: FaultContext,
	between: (left: Left) => Promise<unknown>,
): Promise<Outcome & Left & {readonly file: Buffer}> => {
	const stateFolder = await context.makeFolder();
	const file = film(mebibyte + context.integer(0, mebibyte));
	const notedBytes = context.integer(100_000, file.length - 100_000);
	const start = (folder: string) => {
		const log = openPartLog(stateFolder, () => 0);
		return {log, openPartFile: createOpenPartFile({outputFolder: folder, openLog: async () => log, now: () => 0})};
	};

	const folder = await context.makeFolder();
	let run = start(folder);
	const {save, server, pathOf} = await startChaosDownload(context, host(file, tag), {
		folder,
		openPartFile: async (...wanted) => run.openPartFile(...wanted),
	});
	const begun = await run.openPartFile(owner, new AbortController().signal);
	assert.ok(!('sha256' in begun));
	begun.setOrigin({...tag, place: `${server.url}/film.mp4`, validator: tag.etag, totalBytes: file.length});
	await begun.write(file.subarray(0, notedBytes));
	await begun.keep();
	run.log.close();
	const left = {part: pathOf('clip.part'), notedBytes};
	await between(left);

	run = start(folder);
	context.after(async () => run.log.close());
	return {...(await save()), ...left, file};
};

const writeAt = async (file: string, offset: number, bytes: Uint8Array): Promise<void> => {
	const handle = await open(file, 'r+');
	await handle.write(bytes, 0, bytes.length, offset);
	await handle.close();
};

/** What happens to parts from one start to the next. */
export const partFaults: readonly Fault[] = [
	{
		id: 'D11',
		fault: 'The part, or the file that became of it, is removed, moved, cut or replaced by the user.',
		expected:
			'It begins anew; what the user put there is left alone, and a file that is gone is not fetched again unasked.',
		async provoke(context) {
			const ways: Readonly<Record<string, (left: Left) => Promise<unknown>>> = {
				removed: async ({part}) => rm(part),
				'cut short': async ({part, notedBytes}) => truncate(part, context.integer(0, notedBytes - 1)),
			};
			for (const [way, change] of Object.entries(ways)) {
				const outcome = await acrossRuns(context, change);
				assertSaved(outcome, outcome.file);
				assert.deepEqual(outcome.offsets, [undefined], way);
			}

			const moved = await acrossRuns(context, async ({part}) => rename(part, `${part}.old`));
			assert.ok(moved.content?.equals(moved.file));
			assert.deepEqual(moved.names, ['clip.mp4', 'clip.part.old']);

			const replaced = await acrossRuns(context, async ({part}) => {
				await rename(part, `${part}.old`);
				await writeFile(part, 'mine');
			});
			assert.ok(replaced.content?.equals(replaced.file));
			assert.equal(await readFile(replaced.part, 'utf8'), 'mine');

			const linked = await acrossRuns(context, async ({part}) => link(part, `${part}.backup`));
			assert.ok(linked.content?.equals(linked.file));
			assert.equal((await readFile(`${linked.part}.backup`)).length, linked.notedBytes);
			return `${Object.keys(ways).join(', ')}, moved, replaced, given a second name: begun anew, and nothing of the user’s changed`;
		},
	},
	{
		id: 'D12',
		fault: 'The part is longer than was noted, by bytes of the file or by others.',
		expected: 'What was not noted is dropped, and it goes on from there.',
		async provoke(context) {
			const extra = Buffer.alloc(context.integer(1, 2_000_000), context.integer(0, 255));

			const outcome = await acrossRuns(context, async ({part}) => appendFile(part, extra));

			assertSaved(outcome, outcome.file);
			assert.deepEqual(outcome.offsets, [outcome.notedBytes]);
			return `${extra.length} bytes too many: cut off, gone on with at ${outcome.notedBytes}`;
		},
	},
	{
		id: 'D13',
		fault: 'After a power failure the end of the part is zeros.',
		expected: 'What is noted was on the disk by then; what comes behind is dropped.',
		async provoke(context) {
			const zeros = Buffer.alloc(context.integer(1, 8 * mebibyte));

			const outcome = await acrossRuns(context, async ({part, notedBytes}) => writeAt(part, notedBytes, zeros));

			assertSaved(outcome, outcome.file);
			assert.deepEqual(outcome.offsets, [outcome.notedBytes]);
			return `${zeros.length} zeros behind byte ${outcome.notedBytes}: dropped (that the disk keeps what it says it has cannot be tried here)`;
		},
	},
];
