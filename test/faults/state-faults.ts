import {damagedListFaults} from './damaged-list-faults.js';
import type {Fault} from './fault.js';
import {listInUseFaults} from './list-in-use-faults.js';

const numberOf = ({id}: Fault): number => Number(id.slice(1));

/** In the order of their numbers. */
export const stateFaults: readonly Fault[] = [...damagedListFaults, ...listInUseFaults].toSorted(
	(one, other) => numberOf(one) - numberOf(other),
);
