import type {Fault} from './fault.js';

export const clockFaults: readonly Fault[] = [];
