import assert from 'node:assert/strict';
import {setTimeout as sleep} from 'node:timers/promises';
import {findTaskIds} from '../../source/task/find-task-ids.js';
import {viduDone} from '../e2e/answers.js';
import {watching} from '../e2e/fake-account.js';
import {hashesIn, sha256, video} from '../e2e/media.js';
import {runProgram} from '../helpers/built-program.js';
import {keys, openTerminal} from '../helpers/terminal.js';
import {ids, isRestored, makeChaosHome, openChaosDashboard} from './chaos-dashboard.js';
import type {Fault} from './fault.js';

/** Faster than keyboards do it. */
const repeatMs = 20;

/** Text that would do something to a terminal. */
const hostileTexts = [
	'\u001B]52;c;cm0gLXJmIH4=\u0007',
	'\u001B]0;owned\u0007',
	'\u001B]8;;https://evil.example\u001B\\click\u001B]8;;\u001B\\',
	'\u001B[2J\u001B[1;1H',
	'\u001BP+q544e\u001B\\',
	'\u009B31m\u009D0;owned\u009C',
	'\u0007\b\r\u007F',
	'\u202Egnp.exe\u2066x\u200B\u200D\uFEFF',
];

const ownSequences =
	/\u001B\](?:52|0;)|\u0007|[\u0080-\u009F]|[\u202A-\u202E\u2066-\u2069\u200B\uFEFF]|evil\.example\u001B/;

const provoking = (statement: string) => ({
	NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(`process.on('SIGUSR2', () => { ${statement} })`)}`,
});

export const terminalFaults: readonly Fault[] = [
	{
		id: 'F1',
		fault: 'Text of a service that holds escape sequences, control characters and marks that turn the text.',
		expected: 'Inert: not one of them comes to the terminal, in the table, the details or the end.',
		async provoke(context) {
			const {terminal, account, quit} = await openChaosDashboard(context);
			const hostile = hostileTexts.toSorted(() => context.random() - 0.5).join('x');
			account.tell(ids[0], {state: 'failed', err_code: `left ${hostile} right`, creations: []});
			account.answer(`/task/${ids[1]}`, {httpStatus: 500, body: {error: {message: `said ${hostile} so`}}});

			await terminal.shows(/failed[\s\S]*left/);
			await terminal.shows(/gateway/);
			terminal.press(keys.down);
			await terminal.shows(/❯ ● running/);
			terminal.press(keys.enter);
			await terminal.shows(lines => /said[\s\S]* so/.test(lines.join('\n')) && !lines.join('').includes('STATUS'));
			terminal.press(keys.escape);
			await terminal.shows(/❯ ● running/);
			await quit();

			assert.doesNotMatch(terminal.rawOutput(), ownSequences);
			return `${hostileTexts.length} kinds of text, shown as what is left of them`;
		},
	},
	{
		id: 'F2',
		fault: 'A paste of ten thousand lines with CRLF, quotes, links, odd spaces and the marks of pastes in it.',
		expected: 'Each task once; what is no ID is counted; no key runs.',
		async provoke(context) {
			const {terminal, check} = await openChaosDashboard(context, {env: {TASKWATCH_INTERVAL: '60'}});
			const wraps = [
				(id: string) => id,
				(id: string) => `"${id}",`,
				(id: string) => `https://api.example/task/${id}?x=1`,
				(id: string) => `\u00A0${id}\u3000`,
				(id: string) => `{"task_id": "${id}"}`,
				() => '\u001B[200~q\u001B[200~',
				() => 'x'.repeat(200),
				() => 'qDx',
			];
			const pasted = Array.from({length: 100}, (_, n) => `9${`${n}`.padStart(17, '0')}`);
			const lines = Array.from({length: 10_000}, () => context.pick(wraps)(context.pick(pasted)));

			terminal.paste([...pasted, ...lines].join('\r\n'));
			await terminal.shows(/Added 100 tasks.*not recognised/);
			terminal.press('q');

			assert.equal((await terminal.exited()).exitCode, 0);
			await check(terminal.rawOutput(), [...ids, ...pasted]);
			return '100 tasks of 10 100 lines, and the program goes on';
		},
	},
	{
		id: 'F3',
		fault: 'Identifiers of megabytes, and such as make a bad pattern try for ever.',
		expected: 'Read to their ends, and refused.',
		async provoke(context) {
			const length = context.integer(1e6, 5e6);
			// One that tried for ever would never come to the end; how long they take is for the bench of patterns.
			const found = [
				'a'.repeat(length),
				`${'a'.repeat(29)}!`,
				'a-'.repeat(length / 2),
				'a.'.repeat(length / 2),
				`${'0'.repeat(length)}!`,
				`https://h/${'%2F'.repeat(length / 3)}`,
			].flatMap(text => findTaskIds(text).ids);

			assert.deepEqual(found, []);
			return `six texts of up to ${(length / 1e6).toFixed(1)} MB, and no task in them`;
		},
	},
	{
		id: 'F4',
		fault: 'The window changes its size again and again, from 1x1 to 500x200.',
		expected: 'It goes on, with a whole frame at the end and no line left of those before.',
		async provoke(context) {
			const {terminal, quit} = await openChaosDashboard(context);

			for (let count = 0; count < 30; count++) {
				await terminal.resize(context.integer(1, 500), context.integer(1, 200));
			}

			await terminal.resize(100, 12);
			await terminal.shows(
				lines =>
					/^taskwatch.*2 running/.test(lines[0] ?? '') && /q quit/.test(lines.at(-1) ?? '') && lines.length === 12,
			);
			await quit();
			return 'after 31 sizes the frame fills the window, and q leaves';
		},
	},
	{
		id: 'F5',
		fault: 'The window is closed.',
		expected: 'The program ends, and the list is whole.',
		async provoke(context) {
			const {terminal, check} = await openChaosDashboard(context);

			terminal.close();

			const {exitCode} = await terminal.exited();
			assert.throws(() => process.kill(terminal.processId, 0), {code: 'ESRCH'});
			await check(terminal.rawOutput());
			return `ended with ${exitCode}`;
		},
	},
	{
		id: 'F6',
		fault: 'No terminal, a terminal that can nothing, and no keyboard.',
		expected: 'Lines of text instead of a screen, without escape sequences.',
		async provoke(context) {
			const {home, account, check} = await makeChaosHome(context);
			for (const id of ids) {
				account.tell(id, viduDone('https://media.example/1.mp4'));
			}

			const command = watching(account, home, ...ids);
			const piped = await runProgram(command);
			const dumb = context.use(openTerminal({...command, env: {...command.env, TERM: 'dumb'}}));
			const {exitCode} = await dumb.exited();

			assert.deepEqual([piped.exitCode, exitCode], [0, 0]);
			assert.doesNotMatch(piped.output + piped.errorOutput + dumb.rawOutput(), /\u001B/);
			await check(piped.output + piped.errorOutput + dumb.rawOutput());
			return 'both end with 0, and draw nothing';
		},
	},
	{
		id: 'F7',
		fault: 'd or D held down.',
		expected: 'One file, once.',
		async provoke(context) {
			const {terminal, account, home, quit} = await openChaosDashboard(context);
			const bytes = video(context.integer(1000, 1_000_000));
			account.tell(ids[0], viduDone(account.serve('1.mp4', bytes, 'video/mp4')));
			await terminal.shows(/video ready/);

			const key = context.pick(['d', 'D']);
			for (let count = 0; count < 30; count++) {
				terminal.press(key);
				await sleep(repeatMs);
			}

			await terminal.shows(/ saved /);
			await quit();
			assert.deepEqual(await hashesIn(home.outputFolder), {[`vidu-${ids[0]}-1.mp4`]: sha256(bytes)});
			return `30 times ${key}, one file`;
		},
	},
	{
		id: 'F8',
		fault: 'Labels with wide characters, Arabic, tabs and stacked marks.',
		expected: 'No row runs over the edge, and each keeps its columns.',
		async provoke(context) {
			// No emoji: the model of a terminal that tests look at takes them for narrow.
			const label = context.pick([
				'雨夜街头',
				'한국어',
				'ＡＢＣ',
				'مرحبا بالعالم',
				'a\tb\tc',
				`e${'\u0301'.repeat(50)}`,
			]);
			const {terminal, quit} = await openChaosDashboard(context, {columns: 100, rows: 20});
			terminal.press('e');
			await terminal.shows(/Label:/);
			terminal.paste(label);
			await terminal.shows(lines => !lines.join('').includes('an empty one'));
			terminal.press(keys.enter);
			await terminal.shows(lines => !lines.join('').includes('Label:'));

			const end = (terminal.cells()[1]?.join('').indexOf('ELAPSED') ?? 0) + 'ELAPSED'.length;
			const rows = terminal.cells().slice(2, 4);
			assert.ok(
				rows.every(row => /running.*~\d+s$/.test(row.slice(0, end).join(''))),
				terminal.screen().join('\n'),
			);
			assert.ok(!terminal.hasOverflowed());
			await quit();
			return `${JSON.stringify(label)}: the times stand below each other`;
		},
	},
	{
		id: 'F9',
		fault: 'An error that nobody catches, or a rejection that nobody handles.',
		expected: 'It ends with 1, the terminal is restored, the error is readable once, and the list is whole.',
		async provoke(context) {
			const statement = context.pick(["throw new Error('provoked')", "void Promise.reject(new Error('provoked'))"]);
			const {terminal, ends} = await openChaosDashboard(context, {env: provoking(statement)});

			terminal.kill('SIGUSR2');

			await ends(1);
			assert.equal(terminal.screen().join('\n').split('Error: provoked').length, 2);
			assert.ok(isRestored(terminal));
			return `${statement}: ended with 1`;
		},
	},
	{
		id: 'F10',
		fault: 'No colours: NO_COLOR, or a terminal of one colour.',
		expected: 'No colour is used, and each state is there as a word.',
		async provoke(context) {
			const env = context.pick([{NO_COLOR: '1'}, {TERM: 'vt100'}]);
			const {terminal, quit} = await openChaosDashboard(context, {env});
			await terminal.shows(/● running/);
			await quit();

			assert.doesNotMatch(terminal.rawOutput(), /\u001B\[(?:[\d;]*;)?(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?:;[\d;]*)?m/);
			return `${JSON.stringify(env)}: no colour, and “running” as a word`;
		},
	},
];
