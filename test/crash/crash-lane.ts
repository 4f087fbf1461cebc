import {setTimeout as sleep} from 'node:timers/promises';
import {type Home, makeHome, runProgram} from '../helpers/built-program.js';
import {createRandom} from '../helpers/random.js';
import {keys, openTerminal, type Terminal} from '../helpers/terminal.js';
import {type CrashService, startCrashService} from './crash-service.js';
import {anyMoment, type KillKind, killKinds} from './kill-kinds.js';
import {doubt, findLeftovers, findLost, findWrongFiles, labelOf, noPromises, note, type Promises} from './promises.js';

/** How often it was killed in one way, and how often that was before the time was up. */
export type KindCounts = {readonly kills: number; readonly reached: number; readonly problems: number};

export type CrashCounts = {
	readonly kinds: ReadonlyMap<string, KindCounts>;
	/** What had been said to be so, and in the end was. */
	readonly kept: Readonly<Record<'watches' | 'labels' | 'removed' | 'files', number>>;
	/** Whatever was lost, wrong or left over, in words. */
	readonly problems: readonly string[];
};

type World = {
	readonly home: Home;
	readonly service: CrashService;
	readonly promises: Promises;
	readonly random: () => number;
};

/** As many starts with one list as its rows fit on the screen. */
const roundsPerHome = 8;
const longestLifeMs = 1500;
/** For a moment that is waited for: a busy machine takes its time to come to it. */
const longestWaitMs = 2500;
const anyMomentShare = 0.3;
const earlyShare = 0.5;
const inlineShare = 0.3;
/** Parts that nobody wants any more are gone by then. */
const lastStartDays = 8;

const watching = ({home, service}: World, env: Readonly<Record<string, string>> = {}) => ({
	home,
	args: [
		...['--base-url', service.apiUrl, '--output-dir', home.outputFolder, '--state-dir', home.stateFolder],
		'--download',
	],
	env: {TASKWATCH_TOKEN: service.token, TASKWATCH_INTERVAL: '0.05', ...env},
});

/** Paste tasks, label the one under the cursor and take one off, for as long as the program lives. */
const play = async (terminal: Terminal, ids: readonly string[], {promises, random}: World): Promise<void> => {
	const idUnderCursor = (): string => /❯.*(9\d{17})/.exec(terminal.screen().join('\n'))?.[1] ?? '';
	try {
		await terminal.takesKeys();
		terminal.paste(ids.join('\n'));
		await terminal.shows(lines => ids.every(id => lines.some(line => line.includes(id))));
		const id = idUnderCursor();
		terminal.press('e');
		await terminal.shows(/Label:/);
		terminal.paste(labelOf(id));
		await terminal.shows(new RegExp(`Label: .*${id}`));
		terminal.press(keys.enter);
		await terminal.shows(lines => !lines.some(line => line.includes('Label:')));
		if (random() < 0.5) {
			terminal.press(keys.up);
			await terminal.shows(() => idUnderCursor() !== id);
		}

		const removedId = idUnderCursor();
		doubt(removedId, promises);
		terminal.press('x');
		await terminal.shows(
			lines => /Took 1 task off the list/.test(lines.join('\n')) && !lines.some(line => line.includes(removedId)),
		);
		promises.removed.add(removedId);
	} catch {
		// It was killed meanwhile.
	}
};

/** Add a task, or take one off, by a program beside the dashboard. */
const changeBeside = async ({home, promises, random}: World, addedId: string): Promise<void> => {
	await sleep(random() * 600);
	const args = ['--state-dir', home.stateFolder];
	const [first] = promises.watches;
	if (first !== undefined && random() < 0.3) {
		doubt(first, promises);
		const {exitCode} = await runProgram({home, args: ['rm', first, ...args]});
		if (exitCode === 0) {
			promises.removed.add(first);
		}

		return;
	}

	const {exitCode} = await runProgram({home, args: ['add', addedId, ...args]});
	// It may have been taken off by the dashboard meanwhile.
	if (exitCode === 0 && !promises.doubted.has(addedId)) {
		promises.watches.add(addedId);
	}
};

/**
Start the program, use it, and kill it.

@returns Whether the moment that was waited for had come by then.
*/
const killOnce = async (world: World, kind: KillKind, round: number): Promise<boolean> => {
	const {service, promises, random} = world;
	const ids = [0, 1, 2].map(index => String(9n * 10n ** 17n + BigInt(round * 10 + index)));
	const [addedId = '', ...pastedIds] = ids;
	for (const id of ids) {
		service.addTask(
			id,
			random() < 0.15 ? 9_000_000 : 200_000 + Math.floor(random() * 2_000_000),
			Math.floor(random() * 4),
			random() < inlineShare,
		);
	}

	await using terminal = openTerminal(watching(world, kind.env?.(random)));
	let isReached = false;
	const kill = (): void => {
		isReached = true;
		terminal.kill('SIGKILL');
	};
	kind.wait?.({terminal, service, ids: pastedIds, addedId, random}, kill);
	const playing = play(terminal, pastedIds, world);
	const beside = random() < 0.6 ? changeBeside(world, addedId) : undefined;
	const isRandom = kind.wait === undefined && kind.env === undefined;
	const late = new AbortController();
	const lifeMs = isRandom ? random() * longestLifeMs : longestWaitMs;
	await Promise.race([terminal.exited(), sleep(lifeMs, undefined, {signal: late.signal})]);
	late.abort();
	isReached ||= isRandom || terminal.hasExited();
	terminal.kill('SIGKILL');
	await terminal.exited();
	service.onMoment(() => undefined);
	await Promise.all([playing, beside]);
	note(terminal.screen(), promises);
	return isReached;
};

/** A start that nobody disturbs, days later: it ends when all is saved. */
const startLast = async (world: World): Promise<readonly string[]> => {
	const later = `const {now} = Date; Date.now = () => now() + ${lastStartDays * 24 * 60 * 60_000};`;
	const env = {NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(later)}`};
	const {exitCode, output, errorOutput} = await runProgram({...watching(world, env), withinMs: 60_000});
	return exitCode === 0
		? []
		: [`the last start ended with ${exitCode}: ${output.slice(-300)}${errorOutput.slice(-300)}`];
};

const runHome = async (rounds: number, random: () => number, nextKind: (round: number) => KillKind) => {
	await using home = await makeHome();
	await using service = await startCrashService();
	const promises = noPromises();
	const world = {home, service, promises, random};
	const kinds: {readonly name: string; readonly isReached: boolean; readonly problems: readonly string[]}[] = [];
	const known = new Set<string>();
	for (let round = 0; round < rounds; round++) {
		const kind = nextKind(round);
		promises.doubted.clear();
		const isReached = await killOnce(world, kind, round);
		const lost = await findLost(home, promises);
		const wrong = await findWrongFiles(home, service.hashes, promises, known);
		kinds.push({name: kind.name, isReached, problems: [...lost, ...wrong].map(each => `${kind.name}: ${each}`)});
	}

	promises.doubted.clear();
	const failure = await startLast(world);
	for (const id of promises.watches) {
		promises.files.add(id);
	}

	const problems = [
		...failure,
		...(await findLost(home, promises)),
		...(await findWrongFiles(home, service.hashes, promises)),
		...(await findLeftovers(home, service.hashes, promises)).map(name => `left over: ${name}`),
	];
	return {kinds, promises, problems: problems.map(each => `the last start: ${each}`)};
};

type HomeResult = Awaited<ReturnType<typeof runHome>>;

const countsOf = (homes: readonly HomeResult[]): CrashCounts => {
	const kinds = new Map<string, KindCounts>();
	for (const {name, isReached, problems} of homes.flatMap(home => home.kinds)) {
		const before = kinds.get(name) ?? {kills: 0, reached: 0, problems: 0};
		kinds.set(name, {
			kills: before.kills + 1,
			reached: before.reached + (isReached ? 1 : 0),
			problems: before.problems + problems.length,
		});
	}

	const sum = (name: keyof Promises) => homes.reduce((total, {promises}) => total + promises[name].size, 0);
	return {
		kinds,
		kept: {watches: sum('watches'), labels: sum('labels'), removed: sum('removed'), files: sum('files')},
		problems: homes.flatMap(home => [...home.kinds.flatMap(kind => kind.problems), ...home.problems]),
	};
};

/** Deals kinds out such that each comes as often as any other of its round. */
const dealKinds = (random: () => number): ((round: number) => KillKind) => {
	const piles = new Map<KillKind['round'], KillKind[]>();
	const draw = (round: KillKind['round']): KillKind => {
		const pile = piles.get(round) ?? [];
		if (pile.length === 0) {
			pile.push(...killKinds.filter(kind => kind.round === round));
			piles.set(round, pile);
		}

		return pile.splice(Math.floor(random() * pile.length), 1)[0] ?? anyMoment;
	};

	return round => {
		if (random() < anyMomentShare) {
			return anyMoment;
		}

		const isEarly = round < 2 && random() < earlyShare;
		return draw(isEarly ? (round === 0 ? 'first' : 'second') : undefined);
	};
};

/**
Kill the program again and again while tasks are added, labelled, removed and saved, two programs with a list each at once.
*/
export const runCrashes = async (kills: number, seed: number): Promise<CrashCounts> => {
	const lane = async (count: number, laneSeed: number): Promise<readonly HomeResult[]> => {
		const random = createRandom(laneSeed);
		const nextKind = dealKinds(random);
		const homes: HomeResult[] = [];
		for (let left = count; left > 0; left -= roundsPerHome) {
			homes.push(await runHome(Math.min(left, roundsPerHome), random, nextKind));
		}

		return homes;
	};

	const half = Math.ceil(kills / 2);
	return countsOf((await Promise.all([lane(half, seed), lane(kills - half, seed + 1)])).flat());
};
