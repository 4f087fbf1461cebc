import {createStore, type StoreApi} from 'zustand/vanilla';
import {createDownloadsSlice, type DownloadsSlice} from './downloads.js';
import {createHistorySlice, type HistorySlice} from './history.js';
import {createMeasurementsSlice, type MeasurementsSlice} from './measurements.js';
import {createPastSlice, type PastSlice} from './past.js';
import {createRequestsSlice, type RequestsSlice} from './requests.js';
import {createTimingsSlice, type TimingsSlice} from './timings.js';
import {createViewSlice, type ViewSlice} from './view.js';
import {createWatchesSlice, type WatchesSlice} from './watches.js';

export type AppState = WatchesSlice &
	MeasurementsSlice &
	DownloadsSlice &
	HistorySlice &
	PastSlice &
	RequestsSlice &
	TimingsSlice &
	ViewSlice;

export type AppStore = StoreApi<AppState>;

/**
All that the program knows: the watch list, the downloads, what can be undone, how long runs take, and what the screen shows.

@param now - Milliseconds since the Unix epoch.
*/
export const createAppStore = (now: number): AppStore =>
	createStore<AppState>()((...parameters) => ({
		...createWatchesSlice(...parameters),
		...createMeasurementsSlice(...parameters),
		...createDownloadsSlice(...parameters),
		...createHistorySlice(...parameters),
		...createPastSlice(...parameters),
		...createTimingsSlice(...parameters),
		...createRequestsSlice(...parameters),
		...createViewSlice(now)(...parameters),
	}));
