import assert from 'node:assert/strict';
import {
	copyFileSync,
	existsSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	truncateSync,
	writeFileSync,
} from 'node:fs';
import {DatabaseSync} from 'node:sqlite';
import {noon, watchOf} from '../helpers/watches.js';
import type {Fault, FaultContext} from './fault.js';
import {changeTo, inProcess, listPath, loadFrom, someWatches, withList} from './list-rig.js';

const watchCount = 40;

/** A folder with a list that was left in order. */
const makeList = async (context: FaultContext): Promise<string> => {
	const folder = await context.makeFolder();
	withList(folder, list => {
		list.owner?.settleIn();
		list.save(changeTo(someWatches(watchCount)));
	});
	return folder;
};

/** Opens a list of the first version, and is killed at its n-th call of the database, or of a function that the database calls. */
const killedUpdate = (folder: string, call: number): string => `
	const {DatabaseSync, StatementSync} = await import('node:sqlite');
	let left = ${call};
	const counted = original => function (...args) {
		if (left-- === 0) process.kill(process.pid, 'SIGKILL');
		return original.apply(this, args);
	};
	const {function: addFunction} = DatabaseSync.prototype;
	DatabaseSync.prototype.function = function (...args) {
		const [work, ...others] = args.toReversed();
		const countedWork = counted(work);
		// How many arguments it takes is told from the function.
		return addFunction.apply(this, [...others.toReversed(), record => countedWork(record)]);
	};
	for (const [owner, name] of [[DatabaseSync, 'exec'], [DatabaseSync, 'prepare'], [StatementSync, 'run'], [StatementSync, 'get']]) {
		owner.prototype[name] = counted(owner.prototype[name]);
	}
	openWatchDatabase(${JSON.stringify(folder)}, ${noon}).close();
	console.log('done');`;

const writeVersion1 = (folder: string): void => {
	const database = new DatabaseSync(listPath(folder));
	database.exec(`
		PRAGMA journal_mode = WAL;
		CREATE TABLE watches (id TEXT PRIMARY KEY, position INTEGER NOT NULL, record TEXT NOT NULL) STRICT;
		CREATE TABLE downloads (key TEXT PRIMARY KEY, id TEXT NOT NULL, record TEXT NOT NULL) STRICT;
		PRAGMA user_version = 1;
	`);
	const insert = database.prepare('INSERT INTO watches VALUES (?, ?, ?)');
	for (const [position, watch] of someWatches(watchCount).entries()) {
		insert.run(watch.id, position, JSON.stringify(watch));
	}

	database.close();
};

/** Lists that are cut, spoilt, taken away or of another version. */
export const damagedListFaults: readonly Fault[] = [
	{
		id: 'E2',
		fault: 'The file of the latest changes is cut at any byte.',
		expected: 'All changes before the cut are there, none in part.',
		async provoke(context) {
			const folder = await context.makeFolder();
			const counts: number[] = [];
			withList(folder, list => {
				for (const [position, watch] of someWatches(watchCount).entries()) {
					list.save(changeTo([watch], position));
				}

				const log = readFileSync(`${listPath(folder)}-wal`);
				const cuts = Array.from({length: 25}, () => context.integer(0, log.length)).toSorted((a, b) => a - b);
				for (const [index, cut] of cuts.entries()) {
					const copy = `${folder}/${index}`;
					mkdirSync(copy);
					copyFileSync(listPath(folder), listPath(copy));
					writeFileSync(`${listPath(copy)}-wal`, log.subarray(0, cut));
					const {watches, brokenCount} = loadFrom(copy);
					assert.deepEqual(watches, someWatches(watches.length));
					assert.equal(brokenCount, 0);
					counts.push(watches.length);
				}
			});

			assert.deepEqual(
				counts,
				counts.toSorted((a, b) => a - b),
			);
			return `25 cuts: ${counts.join(', ')} of ${watchCount} tasks`;
		},
	},
	{
		id: 'E3',
		fault: 'The file of the latest changes is taken away, is another list’s, or an old copy is brought back.',
		expected: 'Told that the last changes may be missing.',
		async provoke(context) {
			const folder = await context.makeFolder();
			const [without, foreign] = [`${folder}/without`, `${folder}/foreign`];
			withList(`${folder}/own`, list => {
				list.owner?.settleIn();
				list.save(changeTo(someWatches(watchCount)));
				withList(`${folder}/other`, other => {
					other.owner?.settleIn();
					other.save(changeTo([watchOf('stranger')]));
					for (const [to, log] of [
						[without, undefined],
						[foreign, `${folder}/other`],
					] as const) {
						mkdirSync(to);
						for (const ending of ['', '.generation']) {
							copyFileSync(listPath(`${folder}/own`) + ending, listPath(to) + ending);
						}

						if (log !== undefined) {
							copyFileSync(`${listPath(log)}-wal`, `${listPath(to)}-wal`);
						}
					}
				});
			});
			assert.equal(loadFrom(without).isOld, true);
			const loaded = loadFrom(foreign);
			assert.ok(loaded.isOld === true || loaded.rescue !== undefined);

			const old = await makeList(context);
			copyFileSync(listPath(old), `${old}/copy`);
			withList(old, list => list.owner?.settleIn());
			copyFileSync(`${old}/copy`, listPath(old));
			assert.equal(loadFrom(old).isOld, true);
			return `taken away and old: said to be missing; another list’s: ${loaded.rescue ? 'put aside' : 'said to be missing'}`;
		},
	},
	{
		id: 'E4',
		fault: 'One to four bits turn over, anywhere in the list.',
		expected: 'Nothing changes, or it is noticed; what is not hit is kept.',
		async provoke(context) {
			const folder = await makeList(context);
			const bytes = readFileSync(listPath(folder));
			const wanted = new Map(someWatches(watchCount).map(watch => [watch.id, JSON.stringify(watch)]));
			let noticedCount = 0;
			let keptCount = 0;
			const trialCount = 60;
			for (let trial = 0; trial < trialCount; trial++) {
				const damaged = Uint8Array.from(bytes);
				for (let count = context.integer(1, 4); count > 0; count--) {
					const bit = context.integer(0, bytes.length * 8 - 1);
					damaged[bit >> 3] = (damaged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
				}

				const copy = `${folder}/${trial}`;
				mkdirSync(copy);
				writeFileSync(listPath(copy), damaged);
				let loaded: ReturnType<typeof loadFrom>;
				try {
					loaded = loadFrom(copy);
				} catch {
					noticedCount++;
					continue;
				}

				const {watches, brokenCount, rescue} = loaded;
				const isNoticed = brokenCount > 0 || rescue !== undefined;
				assert.ok(
					isNoticed || watches.length === watchCount,
					`trial ${trial}: ${watches.length} tasks, and nothing said`,
				);
				assert.ok(watches.every(watch => wanted.get(watch.id) === JSON.stringify(watch)));
				noticedCount += isNoticed ? 1 : 0;
				keptCount += watches.length;
			}

			return `${trialCount} trials: ${noticedCount} noticed, none silent; ${(keptCount / trialCount).toFixed(1)} of ${watchCount} tasks kept`;
		},
	},
	{
		id: 'E5',
		fault: 'In the place of the list is one with a spoilt beginning, a file of no length, another file, or a folder.',
		expected: 'It is put aside as it is, and what can be read of it, and of the backup, comes into a new one.',
		async provoke(context) {
			const random = Buffer.from(Array.from({length: 5000}, () => context.integer(0, 255)));
			const kinds: Readonly<Record<string, (at: string) => void>> = {
				'spoilt beginning': at => {
					const bytes = readFileSync(at);
					random.copy(bytes, 0, 0, context.integer(16, 100));
					writeFileSync(at, bytes);
				},
				'no length': at => truncateSync(at, 0),
				'another file': at => writeFileSync(at, random),
				folder: at => {
					rmSync(at);
					mkdirSync(at);
				},
			};
			const seen: string[] = [];
			for (const [kind, spoil] of Object.entries(kinds)) {
				const folder = await makeList(context);
				// Its backup of the day is older than its tasks: one of them is there by then.
				rmSync(listPath(folder));
				withList(folder, list => list.save(changeTo(someWatches(watchCount))));
				for (const name of readdirSync(folder).filter(each => each.includes('backup'))) {
					rmSync(`${folder}/${name}`);
				}

				withList(folder, list => list.owner?.settleIn());
				spoil(listPath(folder));

				const {rescue, watches} = loadFrom(folder, noon + 1000);

				assert.ok(rescue && existsSync(rescue.path), kind);
				assert.deepEqual(new Set(watches.map(({id}) => id)), new Set(someWatches(watchCount).map(({id}) => id)), kind);
				assert.deepEqual(loadFrom(folder).watches, watches);
				seen.push(`${kind}: ${rescue.keptCount} read, ${rescue.restoredCount} from the backup`);
			}

			return seen.join('; ');
		},
	},
	{
		id: 'E6',
		fault: 'The list was written by a newer version.',
		expected: 'Left as it is to the byte, with a sentence that says what to do.',
		async provoke(context) {
			const folder = await makeList(context);
			const database = new DatabaseSync(listPath(folder));
			database.exec(`PRAGMA user_version = ${context.integer(5, 2 ** 30)}`);
			database.close();
			const before = readFileSync(listPath(folder));

			assert.throws(() => loadFrom(folder), {
				message: /was written by a newer taskwatch: update taskwatch, or choose another --state-dir\.$/,
			});

			assert.ok(readFileSync(listPath(folder)).equals(before));
			return 'refused, and not a byte changed';
		},
	},
	{
		id: 'E7',
		fault:
			'An update of the list from its first version is killed, between any two calls of the database or within one.',
		expected: 'The next start finds the old list or the new one, with all tasks.',
		async provoke(context) {
			const calls = Array.from({length: 4}, () => context.integer(0, 110));
			let killedCount = 0;
			for (const call of calls) {
				const folder = await context.makeFolder();
				writeVersion1(folder);

				const output = await inProcess(killedUpdate(folder, call));

				killedCount += output === '' ? 1 : 0;
				const {watches, brokenCount, rescue} = loadFrom(folder);
				assert.deepEqual([watches, brokenCount, rescue], [someWatches(watchCount), 0, undefined], `call ${call}`);
			}

			return `killed ${killedCount} times of ${calls.length}, at the calls ${calls.join(', ')}: all ${watchCount} tasks there`;
		},
	},
];
