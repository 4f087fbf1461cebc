import {apiFaults} from './api-faults.js';
import {clockFaults} from './clock-faults.js';
import {downloadFaults} from './download-faults.js';
import type {Fault} from './fault.js';
import {fileFaults} from './file-faults.js';
import {payloadFaults} from './payload-faults.js';
import {signalFaults} from './signal-faults.js';
import {stateFaults} from './state-faults.js';
import {terminalFaults} from './terminal-faults.js';

/** In the order of their letters. */
export const allFaults: readonly Fault[] = [
	...apiFaults,
	...payloadFaults,
	...downloadFaults,
	...fileFaults,
	...stateFaults,
	...terminalFaults,
	...signalFaults,
	...clockFaults,
];
