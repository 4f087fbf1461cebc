import assert from 'node:assert/strict';
import {chmod, mkdir, rename, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {viduRunning} from '../e2e/answers.js';
import {watching} from '../e2e/fake-account.js';
import {runProgram} from '../helpers/built-program.js';
import {openTerminal} from '../helpers/terminal.js';
import {downloadOf, manyIds, noon, savedAs} from '../helpers/watches.js';
import {ids, makeChaosHome, openChaosDashboard} from './chaos-dashboard.js';
import {json} from './chaos-server.js';
import {startChaosSession} from './chaos-session.js';
import type {Fault} from './fault.js';
import {changeTo, inProcess, loadFrom, someWatches, withList} from './list-rig.js';
import {mountDisk} from './mount-disk.js';
import {runAfter} from './shell-run.js';
import {asUnprivileged} from './unprivileged.js';

/** What is said where nothing can be written. */
const notSaved = /The watch list is not being saved: .*/;

const dayMs = 24 * 60 * 60_000;

/** Saves one task after the other for ever, and says of each that it is saved once it is. */
const savingForEver = (folder: string): string => `
	const list = openWatchDatabase(${JSON.stringify(folder)}, ${noon});
	const [first] = ${JSON.stringify(someWatches(1))};
	for (let position = 0; ; position++) {
		const watch = {...first, id: \`task-\${position}\`, label: \`label \${position}\`};
		list.save({put: [{watch, position}], drop: [], downloads: []});
		await new Promise(resolve => process.stdout.write(watch.id + '\\n', resolve));
	}`;

/** Lists that are killed, shared, out of reach or very long. */
export const listInUseFaults: readonly Fault[] = [
	{
		id: 'E1',
		fault: 'SIGKILL at any moment while one task after the other is saved.',
		expected: 'Each task that was said to be saved is there, unspoilt.',
		async provoke(context) {
			const folder = await context.makeFolder();
			const killAt = context.integer(1, 500);

			const output = await inProcess(savingForEver(folder), (soFar, kill) => {
				if (soFar.split('\n').length > killAt) {
					kill();
				}
			});

			const said = output.split('\n').filter(id => id.length > 0);
			const {watches, brokenCount, rescue} = loadFrom(folder);
			assert.ok(watches.length >= said.length, `${watches.length} of ${said.length}`);
			assert.deepEqual([watches, brokenCount, rescue], [someWatches(watches.length), 0, undefined]);
			return `killed after ${said.length} tasks were said to be saved: ${watches.length} are there`;
		},
	},
	{
		id: 'E8',
		fault: 'A second dashboard, and an `add` beside the first.',
		expected: 'The second says where the first is and ends with 75; what is added is on the screen of the first.',
		async provoke(context) {
			const {home, account, terminal, check} = await openChaosDashboard(context);
			const other = '314052875571396';
			account.tell(other, viduRunning);

			const second = context.use(openTerminal(watching(account, home)));
			assert.deepEqual(await second.exited(), {exitCode: 75, signal: 0});
			const {exitCode} = await runProgram({home, args: ['add', other, '--state-dir', home.stateFolder]});
			assert.equal(exitCode, 0);
			await terminal.shows(/3 running/);

			terminal.press('q');
			await terminal.exited();
			await check(terminal.rawOutput(), [...ids, other]);
			return second.screen().join(' ').replaceAll(/\s+/g, ' ').trim();
		},
	},
	{
		id: 'E9',
		fault: 'The program that has the list is stopped for a while.',
		expected: 'The list stays its own; once it goes on it saves as before.',
		async provoke(context) {
			const {home, account, terminal, quit} = await openChaosDashboard(context);
			terminal.kill('SIGSTOP');
			const stoppedMs = context.integer(0, 3000);
			await sleep(stoppedMs);

			const second = context.use(openTerminal(watching(account, home)));
			const exit = await second.exited();
			terminal.kill('SIGCONT');

			assert.deepEqual(exit, {exitCode: 75, signal: 0});
			await quit();
			return `stopped for ${(stoppedMs / 1000).toFixed(1)} s: the second ended with 75, the first with 0`;
		},
	},
	{
		id: 'E10',
		fault: 'The folder of the list is full, read-only, or taken away.',
		expected: 'It goes on from memory and says so; once it can, it saves what came meanwhile.',
		async provoke(context) {
			const {home, account} = await makeChaosHome(context);
			await mountDisk(context, home.stateFolder, '2m');
			await chmod(home.stateFolder, 0o700);
			const first = context.use(openTerminal(watching(account, home, ids[0])));
			await first.shows(/1 running/);
			const ballast = path.join(home.stateFolder, 'ballast');
			await writeFile(ballast, Buffer.alloc(2 * 1024 * 1024)).catch(() => undefined);

			first.paste(`${ids[1]}\n${manyIds(200).join('\n')}`);
			await first.shows(notSaved);
			const [told = ''] = notSaved.exec(first.screen().join('\n')) ?? [];
			await rm(ballast);
			await first.shows(lines => lines.every(line => !notSaved.test(line)));
			first.press('q');
			await first.exited();
			const kept = loadFrom(home.stateFolder).watches.map(({id}) => String(id));
			assert.ok(
				ids.every(id => kept.includes(id)),
				kept.join(),
			);

			const taken = await openChaosDashboard(context);
			await rename(taken.home.stateFolder, `${taken.home.stateFolder}-elsewhere`);
			taken.terminal.paste('314052875571396');
			await taken.terminal.shows(/The watch list is not being saved: .*state\.db is no longer there; put it back/);
			await rename(`${taken.home.stateFolder}-elsewhere`, taken.home.stateFolder);
			await taken.terminal.shows(lines => lines.every(line => !notSaved.test(line)));
			taken.terminal.press('q');
			await taken.terminal.exited();
			await taken.check(taken.terminal.rawOutput(), [...ids, '314052875571396']);

			const other = await makeChaosHome(context);
			asUnprivileged([], other.home.folder);
			await mkdir(other.home.stateFolder);
			asUnprivileged([], other.home.stateFolder);
			await chmod(other.home.stateFolder, 0o500);
			other.account.tell(ids[0], {state: 'failed', err_code: 'x', creations: []});
			const {output, exitCode} = await runAfter(':', watching(other.account, other.home, ids[0]), program =>
				asUnprivileged(program, other.home.folder),
			);
			await chmod(other.home.stateFolder, 0o700);
			assert.equal(exitCode, 3, output);
			assert.match(output, /The watch list was not saved: /);
			assert.ok(![first.rawOutput(), output].some(shown => shown.includes(account.token)));
			return `full: ${told.trim()}; read-only: ${/The watch list was not saved: .*/.exec(output)?.[0]} ; taken away: said, and saved once it was back (a network disk cannot be had here)`;
		},
	},
	{
		id: 'E11',
		fault: 'The clock is set by years from one start to the next, forward and back.',
		expected: 'The order of the tasks stays, nothing is taken for too old, and three backups are kept at most.',
		async provoke(context) {
			const folder = await context.makeFolder();
			const watches = someWatches(20);
			const saved = watches.map(({id}) => downloadOf(id, savedAs(`/results/${id}.mp4`)));
			withList(folder, list => list.save({...changeTo(watches), downloads: saved}));

			const clocks = Array.from({length: 6}, () => noon + context.integer(-20_000, 20_000) * dayMs);
			for (const now of clocks) {
				withList(
					folder,
					list => {
						const loaded = list.load();
						assert.deepEqual(
							loaded.watches.map(({id}) => id),
							watches.map(({id}) => id),
						);
						assert.equal(loaded.downloads.length, saved.length);
						assert.deepEqual([loaded.brokenCount, loaded.rescue, loaded.isOld], [0, undefined, undefined]);
						list.owner?.settleIn();
					},
					now,
				);
			}

			return `${clocks.map(now => new Date(now).getUTCFullYear()).join(', ')}: all as it was`;
		},
	},
	{
		id: 'E12',
		fault: 'A hundred thousand tasks.',
		expected: 'They are loaded within seconds, and asked about no faster than fifty.',
		isSlow: true,
		async provoke(context) {
			const folder = await context.makeFolder();
			withList(folder, list => list.save(changeTo(someWatches(100_000))));
			const startAt = performance.now();
			const {watches} = loadFrom(folder);
			const tookMs = performance.now() - startAt;
			assert.equal(watches.length, 100_000);
			assert.ok(tookMs < 10_000, `${tookMs} ms`);

			const {watch, times} = await startChaosSession(context, {api: () => json(viduRunning)});
			await watch(manyIds(100_000), 10_000);
			assert.ok(times().length <= 60, `${times().length} questions`);
			return `loaded in ${Math.round(tookMs)} ms; ${times().length} questions in the first ten seconds`;
		},
	},
];
