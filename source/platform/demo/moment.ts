import type {DemoTask} from './demo-task.js';

/**
The stages of a task in order. A queue has two, as two services have a word for each.
*/
export type Stage = 'created' | 'queued' | 'running' | 'settled';

/**
A task as of some time. Times are milliseconds since the Unix epoch.
*/
export type Moment = {
	readonly stage: Stage;
	/** From 0 to 100. */
	readonly progress: number;
	readonly now: number;
	readonly createdAt: number;
	readonly runsAt: number;
	readonly settlesAt: number;
	/** When the stage began. */
	readonly changedAt: number;
};

/** How much of its time in the queue a task counts as merely created. */
const createdShare = 0.3;

/**
@param origin - What the task's seconds count from, in milliseconds since the Unix epoch.
@param pace - How many of the task's seconds pass in one second.
*/
export const momentOf = (task: DemoTask, origin: number, now: number, pace: number): Moment => {
	const wallTime = (seconds: number) => origin + (seconds * 1000) / pace;
	const createdAt = wallTime(task.createdAtSeconds);
	const runsAt = wallTime(task.runsAtSeconds);
	const settlesAt = wallTime(task.settlesAtSeconds);
	const queuedAt = createdAt + (runsAt - createdAt) * createdShare;
	const times = {now, createdAt, runsAt, settlesAt};

	if (now >= settlesAt) {
		return {...times, stage: 'settled', progress: 100, changedAt: settlesAt};
	}

	if (now >= runsAt) {
		const progress = Math.floor(((now - runsAt) / (settlesAt - runsAt)) * 100);
		return {...times, stage: 'running', progress, changedAt: runsAt};
	}

	return now >= queuedAt
		? {...times, stage: 'queued', progress: 0, changedAt: queuedAt}
		: {...times, stage: 'created', progress: 0, changedAt: createdAt};
};
