import assert from 'node:assert/strict';
import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {runCrashes} from '../crash/crash-lane.js';
import {viduDone, viduRunning} from '../e2e/answers.js';
import {watching} from '../e2e/fake-account.js';
import {video} from '../e2e/media.js';
import {commandLine, keys, openShell} from '../helpers/terminal.js';
import {waitFor} from '../helpers/wait-for.js';
import {ids, makeChaosHome, openChaosDashboard} from './chaos-dashboard.js';
import type {Fault} from './fault.js';

/** Modules for `--import` that let the program do something when the signal USR2 asks for it. */
const onSignal = (statement: string) => ({
	NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${statement} })`)}`,
});

const codes = {SIGINT: 130, SIGTERM: 143, SIGHUP: 129} as const;

/** Stop the program for a while, and see that it goes on as if nothing had been. */
const stopFor =
	(milliseconds: number): Fault['provoke'] =>
	async context => {
		const {terminal, account, quit} = await openChaosDashboard(context);

		terminal.kill('SIGSTOP');
		await sleep(milliseconds);
		const before = account.apiRequests.length;
		terminal.kill('SIGCONT');
		const continuedAt = performance.now();
		await waitFor(
			() => (ids.every(id => account.apiRequests.slice(before).some(({path}) => path.endsWith(id))) ? true : undefined),
			'both tasks to be asked about again',
		);
		const tookMs = performance.now() - continuedAt;
		await terminal.shows(lines => /2 running/.test(lines[0] ?? '') && !lines.join('').includes('offline'));

		await quit();
		assert.ok(tookMs < 10_000, `${tookMs} ms`);
		return `stopped for ${milliseconds / 1000} s: both asked about again within ${Math.ceil(tookMs / 1000)} s, and running`;
	};

export const signalFaults: readonly Fault[] = [
	{
		id: 'G1',
		fault: 'SIGINT once, or twice in a row, while the API does not answer.',
		expected: 'It ends with 130 within three seconds, with the terminal restored and the list whole.',
		async provoke(context) {
			const {terminal, account, ends} = await openChaosDashboard(context);
			for (const id of ids) {
				account.answer(`/task/${id}`, undefined);
			}

			const isTwice = context.pick([false, true]);
			const startAt = performance.now();
			terminal.kill('SIGINT');
			if (isTwice) {
				terminal.kill('SIGINT');
			}

			await ends(130);
			const tookMs = performance.now() - startAt;
			assert.ok(tookMs < 5000, `${tookMs} ms`);
			return `130 after ${isTwice ? 'two' : 'one'}, in less than ${Math.ceil(tookMs / 1000)} s`;
		},
	},
	{
		id: 'G2',
		fault: 'SIGTERM, SIGHUP or SIGINT while a file is being saved.',
		expected: 'The same orderly end; what has come of the file is left for the next start.',
		async provoke(context) {
			const {terminal, account, home, ends} = await openChaosDashboard(context);
			const link = account.serveBeginning('1.mp4', video(context.integer(100_000, 1_000_000)));
			account.tell(ids[0], viduDone(link));
			await terminal.shows(/video ready/);
			terminal.press('D');
			await waitFor(
				async () => (await readdir(home.outputFolder).catch(() => [])).find(name => name.endsWith('.part')),
				'the part file',
			);

			const signal = context.pick(['SIGTERM', 'SIGHUP', 'SIGINT'] as const);
			terminal.kill(signal);

			await ends(codes[signal]);
			const names = await readdir(home.outputFolder);
			assert.deepEqual(
				names.map(name => path.extname(name)),
				['.part'],
			);
			return `${signal}: ended with ${codes[signal]}, and ${names[0]} is left`;
		},
	},
	{
		id: 'G3',
		fault: 'SIGKILL at any moment or at a named point, while tasks are added, labelled and saved.',
		expected: 'Nothing that the screen had said is lost, and no half file has a final name.',
		async provoke(context) {
			const kills = 4;
			const {problems} = await runCrashes(kills, context.integer(0, 2 ** 31));

			assert.deepEqual(problems, []);
			return `${kills} kills, nothing lost; npm run test:crash kills a thousand times`;
		},
	},
	{
		id: 'G4',
		fault: 'SIGTSTP and SIGCONT, by Ctrl-Z and fg.',
		expected: 'The terminal is given to the shell, and drawn anew when it goes on.',
		async provoke(context) {
			const {home, account, check} = await makeChaosHome(context);
			const {args, env} = watching(account, home, ...ids);
			const terminal = context.use(openShell({home, env}));
			await terminal.shows(/^shell>/);
			terminal.write(`${commandLine(args)}\r`);
			await terminal.shows(/2 running/);

			terminal.press(keys.ctrlZ);
			await terminal.shows(/Stopped[\s\S]*shell>\s*$/);
			assert.equal(terminal.bufferType(), 'normal');
			await sleep(context.integer(0, 500));
			terminal.write('fg\r');
			await terminal.shows(/^taskwatch.* 2 running/);
			assert.equal(terminal.bufferType(), 'alternate');
			terminal.press('q');
			await terminal.shows(() => terminal.bufferType() === 'normal');
			terminal.write('echo "code $?"\r');
			await terminal.shows(/\ncode 0\n/);

			await check(terminal.rawOutput());
			return 'stopped, continued and left with 0';
		},
	},
	{
		id: 'G5',
		fault: 'SIGSTOP for longer than a question may take, with answers lying ready.',
		expected: 'Both tasks are asked about within seconds of going on; nothing stays offline.',
		isSlow: true,
		provoke: stopFor(33_000),
	},
	{
		id: 'G6',
		fault: 'SIGPIPE, SIGXFSZ and SIGWINCH again and again.',
		expected: 'It goes on.',
		async provoke(context) {
			const {terminal, quit} = await openChaosDashboard(context);

			for (let count = 0; count < 50; count++) {
				terminal.kill(context.pick(['SIGPIPE', 'SIGXFSZ', 'SIGWINCH']));
			}

			terminal.press('?');
			await terminal.shows(/q {2}Ctrl-C/);
			terminal.press(keys.escape);
			await terminal.shows(/❯ ● running/);
			await quit();
			return '50 signals, and keys work';
		},
	},
	{
		id: 'G7',
		fault: 'A heap of 64 MiB, and five hundred tasks.',
		expected: 'It goes on with as much.',
		async provoke(context) {
			const {terminal, account, check} = await openChaosDashboard(context, {
				env: {NODE_OPTIONS: '--max-old-space-size=64', TASKWATCH_INTERVAL: '5'},
			});
			const many = Array.from({length: 500}, (_, n) => `9${`${n}`.padStart(17, '0')}`);
			for (const id of many) {
				account.tell(id, viduRunning);
			}

			terminal.paste(many.join('\n'));
			await terminal.shows(/502 running/);
			terminal.press('q');

			assert.deepEqual(await terminal.exited(), {exitCode: 0, signal: 0});
			await check(terminal.rawOutput(), [...ids, ...many]);
			return '502 tasks running, left with 0';
		},
	},
	{
		id: 'G8',
		fault: 'The event loop stands still for a while.',
		expected: 'It goes on where it was, and what was typed meanwhile is done.',
		async provoke(context) {
			const blockedMs = context.integer(500, 3000);
			const {terminal, quit} = await openChaosDashboard(context, {
				env: onSignal(`const until = Date.now() + ${blockedMs}; while (Date.now() < until);`),
			});

			terminal.kill('SIGUSR2');
			await sleep(100);
			terminal.press('?');
			await terminal.shows(/q {2}Ctrl-C/);
			terminal.press(keys.escape);
			await terminal.shows(/❯ ● running/);

			assert.ok(!terminal.screen().join('').includes('offline'));
			await quit();
			return `blocked for ${blockedMs} ms, then the help that was asked for`;
		},
	},
];
