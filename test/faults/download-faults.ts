import {brokenTransferFaults} from './broken-transfer-faults.js';
import type {Fault} from './fault.js';
import {mediaAnswerFaults} from './media-answer-faults.js';

const numberOf = ({id}: Fault): number => Number(id.slice(1));

/** In the order of their numbers. */
export const downloadFaults: readonly Fault[] = [...brokenTransferFaults, ...mediaAnswerFaults].toSorted(
	(one, other) => numberOf(one) - numberOf(other),
);
