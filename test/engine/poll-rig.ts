import {createHostGate, type HostGate} from '../../source/engine/host-gate.js';
import {createPoller, type PollerOptions} from '../../source/engine/poller.js';
import type {AskTask, Pace} from '../../source/engine/ports.js';
import type {PollReport} from '../../source/task/poll-report.js';
import type {TaskId} from '../../source/task/task.js';
import {newWatch} from '../../source/task/watch.js';
import {createFakeClock, type FakeClock} from '../helpers/fake-clock.js';

export const minuteMs = 60_000;
export const hourMs = 60 * minuteMs;

/**
A poller in a world of fakes, at the time 0. It notes each question and each report. By default nothing is random: an ordinary delay is as long as it is meant, and a back-off at its longest.

@param askTask - Answers; its third parameter tells how many questions came before.
*/
export const startPoller = ({
	askTask,
	random = () => 0.5,
	gate: gateOptions,
	gateOf,
	pace = {},
	...options
}: Partial<Omit<PollerOptions, 'askTask'>> & {
	readonly askTask: (id: TaskId, signal: AbortSignal, clock: FakeClock) => ReturnType<AskTask>;
	readonly gate?: {readonly maxConcurrent?: number; readonly perSecond?: number; readonly burst?: number};
	/** How often each task is asked about. */
	readonly pace?: Omit<Pace, 'host'>;
}) => {
	const clock = createFakeClock(0);
	const gate: HostGate = createHostGate({clock, maxConcurrent: 4, perSecond: 5, burst: 10, ...gateOptions});
	const asked: {readonly id: TaskId; readonly at: number}[] = [];
	const reports: PollReport[] = [];
	const poller = createPoller({
		clock,
		random,
		gateOf: gateOf ?? (() => gate),
		paceOf: () => ({host: 'api.test', ...pace}),
		report: report => reports.push(report),
		usualTimeOf: () => undefined,
		...options,
		askTask: async (id, signal) => {
			asked.push({id, at: clock.now()});
			return askTask(id, signal, clock);
		},
	});

	return {
		clock,
		asked,
		reports,
		...poller,
		/** Ask about new tasks, and no others. */
		want: (ids: readonly TaskId[]) => poller.reconcile(ids.map(id => newWatch(id, 0))),
		/** When questions began, in milliseconds. */
		times: (of?: TaskId) => asked.filter(({id}) => of === undefined || id === of).map(({at}) => at),
		/** How many questions began from then on, and before another time. */
		countBetween: (from: number, until: number) => asked.filter(({at}) => at >= from && at < until).length,
	};
};
