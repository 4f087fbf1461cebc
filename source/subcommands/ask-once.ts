import {createBatcher} from '../engine/batcher.js';
import {createHostGate} from '../engine/host-gate.js';
import type {AskTask, Clock} from '../engine/ports.js';
import {UnreachableError} from '../task/errors.js';
import type {PollReport} from '../task/poll-report.js';
import type {Reading} from '../task/reading.js';
import type {TaskId} from '../task/task.js';

export type AskOnceOptions = {
	readonly clock: Clock;
	readonly askTask: AskTask;
	/** Questions under way at once. @default 4 */
	readonly concurrency?: number | undefined;
	/** Told of answers as they come, those of a moment together. */
	readonly report: (reports: readonly PollReport[]) => void;
};

/** Ask once about each of these tasks. Rejects when aborted. */
export type AskOnce = (ids: readonly TaskId[], signal: AbortSignal) => Promise<void>;

const unreachable = (error: unknown): Reading => {
	if (error instanceof UnreachableError) {
		return {problem: {state: 'offline', message: error.message}};
	}

	throw error;
};

/**
Asks one question about a task after another, as many at once as the dashboard, without a pause.
*/
export const createAskOnce = ({clock, askTask, concurrency = 4, report}: AskOnceOptions): AskOnce => {
	const batcher = createBatcher<PollReport>({clock, intervalMs: 100, commit: report});
	const gate = createHostGate({clock, maxConcurrent: concurrency, perSecond: 1000, burst: 1000});

	const ask = async (id: TaskId, signal: AbortSignal): Promise<void> => {
		const leave = await gate.enter(signal);
		const askedAt = clock.now();
		const reading = await askTask(id, signal).catch(unreachable).finally(leave);
		batcher.add({
			id,
			reading,
			askedAt,
			answeredAt: clock.now(),
			failureCount: reading.problem ? 1 : 0,
			isGivenUp: false,
		});
	};

	return async (ids, signal) => {
		try {
			await Promise.all(ids.map(async id => ask(id, signal)));
		} finally {
			batcher.flush();
		}
	};
};
