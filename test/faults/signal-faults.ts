import type {Fault} from './fault.js';

export const signalFaults: readonly Fault[] = [];
