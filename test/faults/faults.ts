import {inspect} from 'node:util';
import {allFaults} from './all-faults.js';
import {trialTable, tryFaults} from './try-faults.js';

const count = Number(process.env['TASKWATCH_FAULT_SEEDS'] ?? 5);
const firstSeed = Number(process.env['TASKWATCH_FAULT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
const only = process.argv.slice(2);

/** `A` or `A12`. */
const isWanted = ({id}: {readonly id: string}): boolean =>
	only.length === 0 || only.some(wanted => id === wanted || id.replace(/\d+$/, '') === wanted);

console.log(`${count} seeds, from ${firstSeed} on\n`);
const seeds = Array.from({length: count}, (_, index) => firstSeed + index);
const trials = await tryFaults(allFaults.filter(isWanted), seeds, ({id, verdict}) =>
	process.stderr.write(`${id} ${verdict}\n`),
);
const differing = trials.filter(({verdict}) => verdict === 'differs');
const omitted = trials.filter(({verdict}) => verdict === 'not provoked');

console.log(trialTable(trials));
console.log(
	`\n${trials.length} faults: ${trials.length - differing.length - omitted.length} as expected, ${differing.length} differ, ${omitted.length} NOT PROVOKED`,
);
for (const {id, fault, seen} of omitted) {
	console.log(`NOT PROVOKED ${id} ${fault}: ${seen}`);
}

for (const {id, fault, error} of differing) {
	console.log(`\nDIFFERS ${id} ${fault}: ${inspect(error)}`);
}

process.exitCode = differing.length > 0 ? 1 : 0;
