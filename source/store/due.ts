import type {AppState} from './app-store.js';
import {selectUnfinished, selectWantedDownloads} from './selectors.js';

const secondMs = 1000;

/**
When the screen next shows something else although nothing has happened: the next full second while times run, or the end of the notice.

@returns Milliseconds since the Unix epoch; `undefined` where all stands still.
*/
export const selectNextTickAt = (state: AppState): number | undefined => {
	if (selectUnfinished(state).length > 0 || selectWantedDownloads(state).length > 0) {
		return (Math.floor(state.now / secondMs) + 1) * secondMs;
	}

	return state.notice?.until;
};
