import type {AppState} from './app-store.js';
import {selectNextCountdownAt} from './link-ends.js';
import {selectUnfinished, selectWantedDownloads} from './selectors.js';

const secondMs = 1000;

/**
When the screen next shows something else although nothing has happened: the next full second while times run, else the end of the notice, or the next minute of a link that runs out.

@returns Milliseconds since the Unix epoch; `undefined` where all stands still.
*/
export const selectNextTickAt = (state: AppState): number | undefined => {
	if (selectUnfinished(state).length > 0 || selectWantedDownloads(state).length > 0) {
		return (Math.floor(state.now / secondMs) + 1) * secondMs;
	}

	const due = [state.notice?.until, selectNextCountdownAt(state)].filter(at => at !== undefined);
	return due.length === 0 ? undefined : Math.min(...due);
};
