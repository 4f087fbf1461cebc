import type {Fault} from './fault.js';

export const payloadFaults: readonly Fault[] = [];
