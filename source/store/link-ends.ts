import {fileKey} from '../task/download.js';
import {phaseOf, type Watch} from '../task/watch.js';
import type {AppState} from './app-store.js';

/** From this long before its end on, a link that is not saved is a trouble. */
export const warnMs = 15 * 60_000;

type Downloads = AppState['downloads'];

/**
When the first link ends of the results that are not saved.

@returns Milliseconds since the Unix epoch; `undefined` where none is known to end.
*/
export const firstLinkEnd = ({id, answer}: Watch, downloads: Downloads): number | undefined => {
	const ends = (answer?.outputs ?? []).flatMap(({expiresAt}, index) =>
		expiresAt === undefined || downloads.get(fileKey(id, index))?.state.type === 'saved' ? [] : [expiresAt],
	);
	return ends.length === 0 ? undefined : Math.min(...ends);
};

/** Ends of links that are still to come, of finished tasks. */
const comingEnds = ({watches, downloads, now}: AppState): readonly number[] =>
	[...watches.values()].flatMap(watch => {
		const end = phaseOf(watch) === 'succeeded' ? firstLinkEnd(watch, downloads) : undefined;
		return end !== undefined && end > now ? [end] : [];
	});

/**
How many tasks have a result that is not saved and whose link ends soon.
*/
export const selectEndingCount = (state: AppState): number =>
	comingEnds(state).filter(end => end - state.now < warnMs).length;

/**
When the time that is left of a link next shows otherwise: the next full minute, as long as any link is to end.
*/
export const selectNextCountdownAt = (state: AppState): number | undefined =>
	comingEnds(state).length > 0 ? (Math.floor(state.now / 60_000) + 1) * 60_000 : undefined;
