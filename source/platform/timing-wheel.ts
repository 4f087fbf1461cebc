export type TimingWheelOptions = {
	/** Milliseconds of a clock that never goes back. */
	readonly monotonicNow: () => number;
	/**
	Call once after some milliseconds.

	@returns Takes the call back.
	*/
	readonly setTimer: (call: () => void, milliseconds: number) => () => void;
};

export type TimingWheel = {
	/**
	Call once, after the time, never before it.

	@returns Takes the call back.
	*/
	readonly schedule: (call: () => void, milliseconds: number) => () => void;
};

/** Short waits follow what a user does, so that they are kept more exactly. */
const longestShortWaitMs = 500;
const shortSlotMs = 10;
const longSlotMs = 50;

/** Timers stand still while a computer sleeps, and so a late one is late by all that sleep. */
const longestTimerMs = 60_000;

/**
Many waits on one timer, as hundreds of tasks wait at the same time: waits that are due at almost the same time share a slot, and the timer is set for the earliest slot only.
*/
export const createTimingWheel = ({monotonicNow, setTimer}: TimingWheelOptions): TimingWheel => {
	/** Waiting calls by the time they are due at. */
	const slots = new Map<number, Set<() => void>>();
	let timer: {readonly dueAt: number; readonly cancel: () => void} | undefined;

	const setTimerFor = (dueAt: number) => {
		timer?.cancel();
		timer = {dueAt, cancel: setTimer(ring, Math.min(longestTimerMs, Math.max(1, Math.ceil(dueAt - monotonicNow()))))};
	};

	const settle = () => {
		if (slots.size > 0) {
			setTimerFor(Math.min(...slots.keys()));
			return;
		}

		timer?.cancel();
		timer = undefined;
	};

	const ring = () => {
		timer = undefined;
		const now = monotonicNow();
		const dueSlots = [...slots].filter(([dueAt]) => dueAt <= now).toSorted(([a], [b]) => a - b);
		for (const [dueAt] of dueSlots) {
			slots.delete(dueAt);
		}

		settle();
		for (const [, calls] of dueSlots) {
			// A call that another one takes back is not made: sets allow for that.
			for (const call of calls) {
				call();
			}
		}
	};

	return {
		schedule(call, milliseconds) {
			const slotMs = milliseconds <= longestShortWaitMs ? shortSlotMs : longSlotMs;
			const dueAt = Math.ceil((monotonicNow() + Math.max(0, milliseconds)) / slotMs) * slotMs;
			const calls = slots.get(dueAt) ?? new Set();
			// A call of its own each time, as the same function may wait twice in one slot.
			const ownCall = () => call();
			slots.set(dueAt, calls.add(ownCall));
			if (!timer || dueAt < timer.dueAt) {
				setTimerFor(dueAt);
			}

			return () => {
				calls.delete(ownCall);
				if (calls.size === 0 && slots.get(dueAt) === calls) {
					slots.delete(dueAt);
					if (timer?.dueAt === dueAt) {
						settle();
					}
				}
			};
		},
	};
};
