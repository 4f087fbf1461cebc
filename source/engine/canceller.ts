import {isSettled, type TaskId} from '../task/task.js';
import type {HostGate} from './host-gate.js';
import type {AskTask, CancelTask} from './ports.js';

export type CancellerOptions = {
	readonly askTask: AskTask;
	readonly cancelTask: CancelTask;
	readonly gateOf: (id: TaskId) => HostGate;
};

/**
Cancel a task, if it still runs: that is asked right before, as the last answer may be old.

@returns What came of it, in a sentence for the user, and whether the task was cancelled.
*/
export type Cancel = (id: TaskId, signal: AbortSignal) => Promise<{readonly isDone: boolean; readonly text: string}>;

export const createCanceller =
	({askTask, cancelTask, gateOf}: CancellerOptions): Cancel =>
	async (id, signal) => {
		const leave = await gateOf(id).enter(signal);
		try {
			const {answer, problem} = await askTask(id, signal);
			if (!answer) {
				return {
					isDone: false,
					text: `Not cancelled, as the task cannot be asked about: ${problem?.message ?? 'no answer'}`,
				};
			}

			if (isSettled(answer.phase)) {
				return {isDone: false, text: 'Not cancelled: the task is over already.'};
			}

			const refusal = await cancelTask(id, signal);
			return refusal
				? {isDone: false, text: `The service did not cancel it: ${refusal.message}`}
				: {isDone: true, text: 'The service was asked to cancel it.'};
		} catch (error) {
			signal.throwIfAborted();
			return {isDone: false, text: `Not cancelled: ${error instanceof Error ? error.message : String(error)}`};
		} finally {
			leave();
		}
	};
