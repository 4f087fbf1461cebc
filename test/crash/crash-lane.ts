import {cp, mkdir, readdir, readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {openWatchDatabase} from '../../source/platform/watch-database.js';
import {viduDone} from '../e2e/answers.js';
import {startFakeAccount, watching} from '../e2e/fake-account.js';
import {sha256, video} from '../e2e/media.js';
import {type Home, makeHome, runProgram} from '../helpers/built-program.js';
import {createRandom} from '../helpers/random.js';
import {keys, openTerminal, type Terminal} from '../helpers/terminal.js';

export type CrashCounts = Readonly<
	Record<'kills' | 'watches' | 'labels' | 'saved' | 'files' | 'parts' | 'copies' | 'lost' | 'wrongFiles', number>
>;

/** What the screen has said to be so. */
type Promised = {readonly watches: Set<string>; readonly labels: Set<string>; readonly saved: Set<string>};

/** As many starts with one list as its rows fit on the screen. */
const roundsPerHome = 10;
const tasksPerRound = 3;
const longestLifeMs = 1500;

const labelOf = (id: string): string => `no ${id}`;

/** Paste tasks and label the one under the cursor, for as long as the program lives. */
const use = async (terminal: Terminal, ids: readonly string[]): Promise<void> => {
	try {
		await terminal.takesKeys();
		terminal.paste(ids.join('\n'));
		await terminal.shows(lines => ids.every(id => lines.some(line => line.includes(id))));
		const id = /❯.*(9\d{17})/.exec(terminal.screen().join('\n'))?.[1] ?? '';
		terminal.press('e');
		await terminal.shows(/Label:/);
		terminal.paste(labelOf(id));
		await terminal.shows(new RegExp(`Label: .*${id}`));
		terminal.press(keys.enter);
	} catch {
		// It was killed meanwhile.
	}
};

const note = (lines: readonly string[], promised: Promised): void => {
	for (const line of lines) {
		const id = /(?:done|running|queued|unknown|new) .*?(9\d{17})/.exec(line)?.[1];
		if (id !== undefined) {
			promised.watches.add(id);
			if (line.includes(labelOf(id))) {
				promised.labels.add(id);
			}

			if (/ saved /.test(line)) {
				promised.saved.add(id);
			}
		}
	}
};

/** What is missing from the list as a new start finds it. The files themselves are left as the crash left them. */
const findLost = async (home: Home, promised: Promised): Promise<number> => {
	const copy = path.join(home.folder, 'copy');
	await mkdir(home.stateFolder, {recursive: true});
	await cp(home.stateFolder, copy, {recursive: true});
	const list = openWatchDatabase(copy, Date.now());
	const {watches, downloads, brokenCount, rescue} = list.load();
	list.close();
	await rm(copy, {recursive: true});
	const kept = new Map<string, string | undefined>(watches.map(({id, label}) => [id, label]));
	const saved = new Set<string>(downloads.flatMap(({id, state}) => (state.type === 'saved' ? [id] : [])));
	return (
		[...promised.watches].filter(id => !kept.has(id)).length +
		[...promised.labels].filter(id => kept.get(id) !== labelOf(id)).length +
		[...promised.saved].filter(id => !saved.has(id)).length +
		brokenCount +
		(rescue ? 1 : 0)
	);
};

const checkFiles = async (home: Home, served: ReadonlyMap<string, string>, saved: ReadonlySet<string>) => {
	const names = await readdir(home.outputFolder).catch(() => []);
	const finals = names.filter(name => !name.endsWith('.part'));
	const wrong: string[] = [...saved].filter(id => !finals.some(name => name.includes(id)));
	for (const name of finals) {
		const id = /9\d{17}/.exec(name)?.[0] ?? '';
		if (served.get(id) !== sha256(await readFile(path.join(home.outputFolder, name)))) {
			wrong.push(name);
		}
	}

	const ids = new Set(finals.map(name => /9\d{17}/.exec(name)?.[0]));
	return {
		files: finals.length,
		parts: names.length - finals.length,
		copies: finals.length - ids.size,
		wrongFiles: wrong.length,
	};
};

const runHome = async (kills: number, random: () => number): Promise<CrashCounts> => {
	await using home = await makeHome();
	await using account = await startFakeAccount();
	const served = new Map<string, string>();
	const promised: Promised = {watches: new Set(), labels: new Set(), saved: new Set()};
	let lost = 0;
	let wrongFiles = 0;
	for (let round = 0; round < kills; round++) {
		const ids = Array.from({length: tasksPerRound}, (_, index) => String(9n * 10n ** 17n + BigInt(round * 10 + index)));
		for (const id of ids) {
			const bytes = video(4_000_000);
			served.set(id, sha256(bytes));
			account.tell(id, viduDone(account.serve(`${id}.mp4`, bytes, 'video/mp4')));
		}

		await using terminal = openTerminal(watching(account, home, '--download'));
		const usage = use(terminal, ids);
		await sleep(random() * longestLifeMs);
		terminal.kill('SIGKILL');
		await terminal.exited();
		await usage;
		note(terminal.screen(), promised);
		lost += await findLost(home, promised);
		wrongFiles += (await checkFiles(home, served, promised.saved)).wrongFiles;
	}

	// A last start that nobody disturbs ends when all is saved.
	await runProgram({...watching(account, home, '--download'), withinMs: 60_000});
	const files = await checkFiles(home, served, promised.saved);

	const {watches, labels, saved} = promised;
	return {
		kills,
		watches: watches.size,
		labels: labels.size,
		saved: saved.size,
		lost,
		...files,
		wrongFiles: wrongFiles + files.wrongFiles,
	};
};

const sumOf = (one: CrashCounts, other: CrashCounts): CrashCounts => ({
	kills: one.kills + other.kills,
	watches: one.watches + other.watches,
	labels: one.labels + other.labels,
	saved: one.saved + other.saved,
	files: one.files + other.files,
	parts: one.parts + other.parts,
	copies: one.copies + other.copies,
	lost: one.lost + other.lost,
	wrongFiles: one.wrongFiles + other.wrongFiles,
});

/**
Kill the program again and again while tasks are added, labelled and saved, two programs with a list each at once.

@returns What the screen had promised, what was found of it, and how much of it was lost.
*/
export const runCrashes = async (kills: number, seed: number): Promise<CrashCounts> => {
	const lane = async (count: number, laneSeed: number): Promise<CrashCounts> => {
		const random = createRandom(laneSeed);
		let total = await runHome(Math.min(count, roundsPerHome), random);
		while (total.kills < count) {
			total = sumOf(total, await runHome(Math.min(count - total.kills, roundsPerHome), random));
		}

		return total;
	};

	const half = Math.ceil(kills / 2);
	return sumOf(...(await Promise.all([lane(half, seed), lane(kills - half, seed + 1)])));
};
