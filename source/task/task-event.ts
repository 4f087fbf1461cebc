import type {HealthState} from './health.js';
import type {Phase, TaskId} from './task.js';

/**
Something that happened to a task, as it is remembered. `at` is when we learnt of it, in milliseconds since the Unix epoch.
*/
export type TaskEvent = {readonly id: TaskId; readonly at: number} & (
	| {readonly type: 'added'}
	| {readonly type: 'phase'; readonly phase: Phase; readonly error?: string}
	| {
			readonly type: 'health';
			readonly state: HealthState;
			readonly message?: string;
			readonly isGivenUp?: boolean;
	  }
	| {readonly type: 'saved'; readonly path: string; readonly bytes: number; readonly warning?: string}
	| {readonly type: 'download_failed'; readonly message: string}
);

/** As many are remembered of one task, and of all; the newest. */
export const maxEventsPerTask = 50;
export const maxEvents = 10_000;
