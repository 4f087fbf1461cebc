import type {Clock} from '../engine/ports.js';
import {createTimingWheel} from './timing-wheel.js';

/**
The real clock. Waits are measured on a monotonic clock, so that setting the time of day moves none of them; a wait ends up to 50 ms late, never early.
*/
export const createSystemClock = (): Clock => {
	const wheel = createTimingWheel({
		monotonicNow: () => performance.now(),
		setTimer(call, milliseconds) {
			const timer = setTimeout(call, milliseconds);
			return () => clearTimeout(timer);
		},
	});

	return {
		now: () => Date.now(),

		sleep: async (milliseconds, signal) =>
			new Promise((resolve, reject) => {
				if (signal.aborted) {
					reject(signal.reason);
					return;
				}

				const abort = () => {
					cancel();
					reject(signal.reason);
				};
				const cancel = wheel.schedule(() => {
					signal.removeEventListener('abort', abort);
					resolve();
				}, milliseconds);
				signal.addEventListener('abort', abort, {once: true});
			}),
	};
};
