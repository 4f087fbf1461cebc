import {runCrashes} from './crash-lane.js';

const kills = Number(process.env['TASKWATCH_CRASH_RUNS'] ?? 1000);
const seed = Number(process.env['TASKWATCH_CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

console.log(`seed ${seed}`);
const {kinds, kept, problems} = await runCrashes(kills, seed);
console.table(Object.fromEntries([...kinds].toSorted(([one], [other]) => one.localeCompare(other))));
console.table(kept);
console.log(`${kills} kills, ${problems.length} problems`);
for (const problem of problems.slice(0, 40)) {
	console.log(`  ${problem}`);
}

process.exitCode = problems.length > 0 ? 1 : 0;
