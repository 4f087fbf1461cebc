import {runCrashes} from './crash-lane.js';

const kills = Number(process.env['TASKWATCH_CRASH_RUNS'] ?? 1000);
const seed = Number(process.env['TASKWATCH_CRASH_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

console.log(`seed ${seed}`);
const counts = await runCrashes(kills, seed);
console.table(counts);
process.exitCode = counts.lost + counts.wrongFiles + counts.parts + counts.copies > 0 ? 1 : 0;
