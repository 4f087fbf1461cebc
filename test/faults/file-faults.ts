import type {Fault} from './fault.js';

export const fileFaults: readonly Fault[] = [];
