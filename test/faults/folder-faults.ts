import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {chmod, mkdir, readdir, readFile, rm, stat, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {diskError} from '../../source/platform/disk-error.js';
import {createLookAtDisk} from '../../source/platform/disk-space.js';
import {BlockedError} from '../../source/task/errors.js';
import {viduDone} from '../e2e/answers.js';
import {startFakeAccount, watching} from '../e2e/fake-account.js';
import {filesBelow, sha256, video} from '../e2e/media.js';
import {type Home, makeHome} from '../helpers/built-program.js';
import {film} from '../platform/resume-exchange.js';
import {ids, openChaosDashboard} from './chaos-dashboard.js';
import {assertSaved, fastClock, host, someFilm, startChaosDownload} from './chaos-download.js';
import {type Fault, type FaultContext, NotProvokedError} from './fault.js';
import {mountDisk} from './mount-disk.js';
import {runAfter} from './shell-run.js';
import {asUnprivileged} from './unprivileged.js';

const id = '817971131377016832';
const mebibyte = 1024 * 1024;
const fileName = `vidu-${id}-1.mp4`;

/** The program, told to save one file, without a terminal. */
const saving = async (context: FaultContext, bytes: Buffer) => {
	const home = context.use(await makeHome());
	const account = context.use(await startFakeAccount());
	account.tell(id, viduDone(account.serve('1.mp4', bytes, 'video/mp4')));
	return {home, account, command: watching(account, home, id, '--download')};
};

const finalNames = async ({outputFolder}: Home): Promise<readonly string[]> =>
	(await readdir(outputFolder)).filter(name => !name.endsWith('.part'));

/** A module for `--import` that takes all open files there are when the signal USR2 asks for it, and gives them back at the next. */
const hoarding = `
	import {closeSync, openSync} from 'node:fs';
	const held = [];
	process.on('SIGUSR2', () => {
		if (held.length > 0) {
			for (const file of held.splice(0)) closeSync(file);
			return;
		}
		try { for (;;) held.push(openSync('/dev/null', 'r')); } catch {}
	});`;

const limitOpenFiles = (processId: number, count: number): void => {
	try {
		execFileSync('prlimit', ['--pid', `${processId}`, `--nofile=${count}:${count}`], {stdio: 'pipe'});
	} catch (error) {
		throw new NotProvokedError('there is no prlimit to bound the open files with', {cause: error});
	}
};

/** Disks and folders that do not take a file. */
export const folderFaults: readonly Fault[] = [
	{
		id: 'D1',
		fault: 'The disk is full: before the first byte, in the middle, or where the file is to get its name.',
		expected: 'It pauses and says how much to free, keeps what came, and goes on by itself once there is room.',
		async provoke(context) {
			const folder = path.join(await context.makeFolder(), 'disk');
			await mountDisk(context, folder, '4m');
			const ballast = path.join(folder, 'ballast');
			const file = film(mebibyte + context.integer(0, mebibyte));
			const leftBytes = context.integer(0, file.length);
			await writeFile(ballast, Buffer.alloc(4 * mebibyte - leftBytes));
			const isSizeTold = context.pick([true, false]);
			const {save} = await startChaosDownload(
				context,
				host(file, {}, () => (isSizeTold ? {} : {framing: 'chunked'})),
				{
					folder,
					clock: fastClock,
					lookAtDisk: createLookAtDisk(folder),
				},
			);

			const outcome = await save({
				onBlock: () => void rm(ballast, {force: true}),
			});

			assertSaved(outcome, file);
			const [{message} = {message: ''}] = outcome.blocks;
			assert.match(message, /^Too little space is left for .*: free \d+ MB, and it goes on by itself$/);
			assert.equal(outcome.offsets.filter(offset => offset === undefined).length <= 2, true);
			return `${leftBytes} bytes left for ${file.length}: ${message.replace(folder, 'FOLDER')}; then whole`;
		},
	},
	{
		id: 'D2',
		fault: 'A quota is used up, a file may grow no further, the disk is read-only or broken.',
		expected: 'A sentence each; only the file that is too large is given up, the others are tried again.',
		async provoke(context) {
			const {home, command} = await saving(context, video(4 * mebibyte));
			const tooLarge = await runAfter(`ulimit -f ${context.integer(512, 2048)}`, command);
			assert.equal(tooLarge.exitCode, 7);
			assert.match(tooLarge.output, /not saved: The file is larger than files in .* may be/);
			assert.deepEqual(await finalNames(home), []);

			const folder = path.join(await context.makeFolder(), 'disk');
			await mountDisk(context, folder, '8m');
			execFileSync('mount', ['-o', 'remount,ro', folder]);
			const file = someFilm(context);
			const {save} = await startChaosDownload(context, host(file), {folder});
			const outcome = await save({
				onBlock: () => void execFileSync('mount', ['-o', 'remount,rw', folder]),
			});
			assertSaved(outcome, file);
			assert.match(outcome.blocks[0]?.message ?? '', /is read-only; make it writable, or/);

			const others = ['EDQUOT', 'EIO'].map(code => diskError('/results', Object.assign(new Error(code), {code})));
			assert.ok(others.every(error => error instanceof BlockedError));
			return `7 and a sentence; read-only was waited out; of the codes alone: ${others.map(({message}) => message).join('; ')}`;
		},
	},
	{
		id: 'D3',
		fault: 'The folder is not there at first, or is taken away while a file comes.',
		expected: 'It is made at first; later it is waited for, and what went with it is fetched again.',
		async provoke(context) {
			const folder = path.join(await context.makeFolder(), 'a', 'b');
			const file = film(3 * mebibyte);
			const removeAt = context.integer(1, file.length - 1);
			const {save} = await startChaosDownload(context, host(file, {etag: '"v1"'}), {folder});
			const removals: Promise<void>[] = [];

			const outcome = await save({
				onProgress(receivedBytes) {
					if (receivedBytes >= removeAt && removals.length === 0) {
						removals.push(rm(folder, {recursive: true}));
					}
				},
				onBlock: () => void mkdir(folder),
			});

			assertSaved(outcome, file);
			assert.match(outcome.blocks[0]?.message ?? '', /is no longer there; put it back/);
			return `taken away at byte ${removeAt}: told, waited for, and whole once it was back`;
		},
	},
	{
		id: 'D4',
		fault: 'The folder may not be written to, or not be entered.',
		expected: 'Told with the folder and what to do; without a screen it ends with 7.',
		async provoke(context) {
			const {home, command} = await saving(context, video(1000));
			asUnprivileged([], home.folder);
			await mkdir(home.outputFolder);
			await chmod(home.outputFolder, context.pick([0o555, 0o444, 0o000]));

			const {exitCode, output} = await runAfter(':', command, program => asUnprivileged(program, home.folder));

			await chmod(home.outputFolder, 0o755);
			assert.equal(exitCode, 7, output);
			assert.match(output, /not saved: .*results may not be written to; allow it, or/);
			return /not saved: .*/.exec(output)?.[0].replace(home.folder, 'HOME') ?? '';
		},
	},
	{
		id: 'D15',
		fault: 'New files are for everybody, or for nobody else, by the habit of the user.',
		expected: 'A result is as the user lets new files be; the list is for the user alone.',
		async provoke(context) {
			const bytes = video(1000);
			const {home, command} = await saving(context, bytes);
			const umask = context.pick([0o000, 0o022, 0o077]);

			const {exitCode, output} = await runAfter(`umask ${umask.toString(8)}`, command);

			assert.equal(exitCode, 0, output);
			const modeOf = async (file: string) => (await stat(file)).mode & 0o777;
			assert.equal(await modeOf(path.join(home.outputFolder, fileName)), 0o666 & ~umask);
			const ofState = await Promise.all((await filesBelow(home.stateFolder)).map(modeOf));
			assert.deepEqual(new Set(ofState), new Set([0o600]));
			assert.equal(await modeOf(home.stateFolder), 0o700);
			return `umask ${umask.toString(8)}: the result ${(0o666 & ~umask).toString(8)}, ${ofState.length} files of the list 600`;
		},
	},
	{
		id: 'D16',
		fault: 'No file can be opened any more when a result comes.',
		expected: 'It is tried again a little later; the program goes on, and the file comes.',
		async provoke(context) {
			const {terminal, account, home, quit} = await openChaosDashboard(context, {
				env: {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hoarding)}`},
			});
			limitOpenFiles(terminal.processId, context.integer(80, 200));
			const bytes = video(context.integer(1000, 1_000_000));
			account.tell(ids[0], viduDone(account.serve('1.mp4', bytes, 'video/mp4')));
			await terminal.shows(/video ready/);

			terminal.kill('SIGUSR2');
			terminal.press('D');
			await terminal.shows(/↓ retry in \ds: /);
			const told = /↓ retry in \ds: (.*)/.exec(terminal.screen().join('\n'))?.[1]?.trim() ?? '';
			terminal.kill('SIGUSR2');
			await terminal.shows(/ saved /);

			await quit();
			const [name = ''] = await readdir(home.outputFolder);
			assert.equal(sha256(await readFile(path.join(home.outputFolder, name))), sha256(bytes));
			return `${told}; then ${name}, whole`;
		},
	},
];
