import type {Fault} from './fault.js';

export const stateFaults: readonly Fault[] = [];
