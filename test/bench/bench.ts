import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {rootFolder} from '../../.build/program-options.ts';
import {firstFrameMs} from './first-frame.js';
import {memoryMebibytes, processorMs} from './process-cost.js';
import {type Program, start} from './recording.js';
import {rowPattern, writeList} from './restored-list.js';
import {buildUnbundled} from './unbundled.js';

const runCount = 15;
const listLength = 200;
const settleMs = 1000;
const longestStartMs = 10_000;
const idleSeconds = 5;

const folder = await mkdtemp(path.join(tmpdir(), 'taskwatch-bench-'));
const stateFolder = path.join(folder, 'state');

const env = {
	TERM: 'xterm-256color',
	HOME: folder,
	XDG_CACHE_HOME: path.join(folder, 'cache'),
	TASKWATCH_TOKEN: 'bench',
	// Nothing listens there: what is measured is ours, not a service's.
	TASKWATCH_BASE_URL: 'http://127.0.0.1:9',
	TASKWATCH_STATE_DIR: stateFolder,
};

const bundled = [path.join(rootFolder, 'dist/taskwatch.js')];

const programs = {
	bundled: {args: bundled, env},
	'bundled, nothing cached': {args: bundled, env: {...env, NODE_DISABLE_COMPILE_CACHE: '1'}},
	unbundled: {args: [await buildUnbundled()], env},
} as const satisfies Record<string, Program>;

const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0;

const measureStart = async (program: Program): Promise<number> => {
	const running = start(program, folder);
	// A busy machine takes longer to come to the first byte.
	for (let waitedMs = 0; running.chunks.length === 0 && waitedMs < longestStartMs; waitedMs += settleMs) {
		await sleep(settleMs);
	}

	await sleep(settleMs);
	const chunks = [...running.chunks];
	await running.stop();
	return firstFrameMs(chunks, rowPattern);
};

const measureIdle = async (program: Program) => {
	const {processId, stop} = start(program, folder);
	await sleep(2 * settleMs);
	const before = await processorMs(processId);
	await sleep(idleSeconds * 1000);
	const after = await processorMs(processId);
	const memory = await memoryMebibytes(processId);
	await stop();
	return {memory, load: (after - before) / (idleSeconds * 10)};
};

try {
	writeList(stateFolder, listLength, Date.now());

	const bare: number[] = [];
	const times = new Map<string, number[]>(Object.keys(programs).map(name => [name, []]));

	// The first round fills caches. Rounds are interleaved, as a machine is not equally fast all the time.
	for (let round = 0; round <= runCount; round++) {
		const bareMs = await start({args: ['-e', '0']}, folder).exitMs;
		for (const [name, program] of Object.entries(programs)) {
			const frameMs = await measureStart(program);
			if (round > 0) {
				times.get(name)?.push(frameMs);
			}
		}

		if (round > 0) {
			bare.push(bareMs);
		}
	}

	const row = (milliseconds: number) => ({
		'median ms': milliseconds.toFixed(1),
		'× bare': (milliseconds / median(bare)).toFixed(2),
	});
	console.log(`First complete frame with a restored list of ${listLength}, ${runCount} runs`);
	console.table({
		'node -e 0': row(median(bare)),
		...Object.fromEntries([...times].map(([name, numbers]) => [name, row(median(numbers))])),
	});

	const {memory, load} = await measureIdle(programs.bundled);
	console.log(`Idle: ${memory.toFixed(0)} MiB in memory, ${load.toFixed(1)} % of one processor`);
} finally {
	await rm(folder, {recursive: true});
}
