import {type ChildProcess, fork} from 'node:child_process';
import {availableParallelism} from 'node:os';
import path from 'node:path';
import type {CutCounts} from '../platform/resume-lane.js';
import {pairs} from '../platform/resume-pairs.js';
import {type Job, jobsOf} from './resume-jobs.js';

type Result = Job & CutCounts & {readonly seconds: number};

const share = Number(process.argv[2] ?? 1);
if (!(share >= 1)) {
	throw new Error(`“${process.argv[2]}” is no part of it; say 400 for a four-hundredth`);
}

const workerCount = Math.min(2, availableParallelism());
const jobs = jobsOf(share).values();
const results: Result[] = [];
const secondsNow = (): number => performance.now() / 1000;

/** Many errors are made on the way, and nobody looks at where. */
const execArgv = [...process.execArgv, '--stack-trace-limit=0'];

const nextMessage = async (worker: ChildProcess): Promise<CutCounts> =>
	new Promise(resolve => worker.once('message', (counts: CutCounts) => resolve(counts)));

const runWorker = async (): Promise<void> => {
	const worker = fork(path.join(import.meta.dirname, 'resume-worker.ts'), {execArgv});
	worker.once('exit', code => {
		if (code !== 0) {
			throw new Error(`A worker ended with ${code}`);
		}
	});
	// The workers share the jobs.
	for (const job of jobs) {
		const startedAt = secondsNow();
		worker.send(job);
		const counts = await nextMessage(worker);
		results.push({...job, ...counts, seconds: secondsNow() - startedAt});
		const {downloads, resumed, identical} = counts;
		console.log(
			`${Math.round(secondsNow())} s: ${job.kind}, ${pairs[job.pairIndex]?.title}: ${downloads} downloads, ${resumed} resumed, ${identical} identical`,
		);
	}

	worker.disconnect();
};

await Promise.all(Array.from({length: workerCount}, runWorker));

const sumUp = (some: readonly Result[]) => {
	const sum = (count: 'downloads' | 'resumed' | 'identical' | 'seconds'): number =>
		some.reduce((total, result) => total + result[count], 0);
	const downloads = sum('downloads');
	const perSecond = Math.round((10 * workerCount * downloads) / sum('seconds')) / 10;
	return {downloads, resumed: sum('resumed'), identical: sum('identical'), perSecond};
};

const all = sumUp(results);
const byKind = Map.groupBy(results, ({kind}) => kind);
console.table({...Object.fromEntries([...byKind].map(([kind, some]) => [kind, sumUp(some)])), all});
for (const problem of results.flatMap(({problems}) => problems).slice(0, 40)) {
	console.log(`  ${problem}`);
}

process.exitCode = all.identical === all.downloads ? 0 : 1;
