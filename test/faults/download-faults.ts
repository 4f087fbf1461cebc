import type {Fault} from './fault.js';

export const downloadFaults: readonly Fault[] = [];
