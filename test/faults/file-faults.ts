import type {Fault} from './fault.js';
import {folderFaults} from './folder-faults.js';
import {nameFaults} from './name-faults.js';
import {partFaults} from './part-faults.js';

const numberOf = ({id}: Fault): number => Number(id.slice(1));

/** In the order of their numbers. */
export const fileFaults: readonly Fault[] = [...folderFaults, ...nameFaults, ...partFaults].toSorted(
	(one, other) => numberOf(one) - numberOf(other),
);
