import type {StateCreator} from 'zustand/vanilla';
import type {Timings} from '../task/timing.js';
import type {AppState} from './app-store.js';

export type TimingsSlice = {
	/** How long runs took that we saw end. */
	readonly timings: Timings;
	/** Put back what was known before. */
	readonly restoreTimings: (timings: Timings) => void;
};

export const createTimingsSlice: StateCreator<AppState, [], [], TimingsSlice> = set => ({
	timings: new Map(),

	restoreTimings(timings) {
		set({timings});
	},
});
