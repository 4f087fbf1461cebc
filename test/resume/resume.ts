import {fork} from 'node:child_process';
import {once} from 'node:events';
import {availableParallelism} from 'node:os';
import path from 'node:path';
import type {CutCounts} from '../platform/resume-lane.js';
import {pairs} from '../platform/resume-pairs.js';
import {type Job, jobsOf} from './resume-jobs.js';

const share = Number(process.argv[2] ?? 1);
const jobs = jobsOf(share).values();
const results: Array<CutCounts & Job> = [];
const startedAt = performance.now();

/** Many errors are made on the way, and nobody looks at where. */
const execArgv = [...process.execArgv, '--stack-trace-limit=0'];

const runWorker = async (): Promise<void> => {
	const worker = fork(path.join(import.meta.dirname, 'resume-worker.ts'), {execArgv});
	worker.once('exit', code => {
		if (code !== 0) {
			throw new Error(`A worker ended with ${code}`);
		}
	});
	// The workers share the jobs.
	for (const job of jobs) {
		worker.send(job);
		const [counts]: CutCounts[] = await once(worker, 'message');
		if (counts) {
			results.push({...counts, ...job});
			const {downloads, resumed, identical} = counts;
			const seconds = Math.round((performance.now() - startedAt) / 1000);
			console.log(
				`${seconds} s: ${job.kind}, ${pairs[job.pairIndex]?.title}: ${downloads} downloads, ${resumed} resumed, ${identical} identical`,
			);
		}
	}

	worker.disconnect();
};

await Promise.all(Array.from({length: Math.min(2, availableParallelism())}, runWorker));

const sumOf = (some: readonly CutCounts[]) => ({
	downloads: some.reduce((sum, {downloads}) => sum + downloads, 0),
	resumed: some.reduce((sum, {resumed}) => sum + resumed, 0),
	identical: some.reduce((sum, {identical}) => sum + identical, 0),
});

const {downloads, identical} = sumOf(results);
const byKind = Map.groupBy(results, ({kind}) => kind);
console.table({
	...Object.fromEntries([...byKind].map(([kind, some]) => [kind, sumOf(some)])),
	all: sumOf(results),
});
for (const problem of results.flatMap(({problems}) => problems).slice(0, 40)) {
	console.log(`  ${problem}`);
}

process.exitCode = downloads === identical ? 0 : 1;
