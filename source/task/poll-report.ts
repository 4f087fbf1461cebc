import type {Reading} from './reading.js';
import type {TaskId} from './task.js';

/**
What one question about a task came to. Times are milliseconds since the Unix epoch.
*/
export type PollReport = {
	readonly id: TaskId;
	readonly reading: Reading;
	readonly askedAt: number;
	readonly answeredAt: number;
	/** How many questions in a row have failed, this one included. */
	readonly failureCount: number;
	/** When we ask next; absent where this was the last question. */
	readonly nextPollAt?: number;
	/** Whether asking ends although the task is not settled, as the service does not know it. */
	readonly isGivenUp: boolean;
};
