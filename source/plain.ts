import {eventLine} from './output/event-text.js';
import {exitCodeOf} from './output/exit-code.js';
import type {Session} from './session.js';
import type {AppState} from './store/app-store.js';
import type {ListEvent} from './store/events.js';
import {isHopeless} from './store/hopeless.js';
import {selectUnfinished, selectWantedDownloads} from './store/selectors.js';

const isOver = (state: AppState): boolean =>
	isHopeless(state) || (selectUnfinished(state).length === 0 && selectWantedDownloads(state).length === 0);

/**
Tells what happens as lines of text.

@param now - Milliseconds since the Unix epoch.
*/
export const createEventPrinter =
	(write: (text: string) => void, now: () => number) =>
	(events: readonly ListEvent[]): void => {
		for (const event of events) {
			const line = eventLine(event, now());
			if (line !== undefined) {
				write(`${line}\n`);
			}
		}
	};

/**
Watch without a screen, until there is nothing more to wait for or the signal is aborted.

@returns The exit code.
*/
export const runPlain = async (session: Session, signal: AbortSignal): Promise<number> => {
	const {store} = session;
	const over = Promise.withResolvers<void>();
	const look = () => {
		if (signal.aborted || isOver(store.getState())) {
			over.resolve();
		}
	};
	const unsubscribe = store.subscribe(look);
	signal.addEventListener('abort', look, {once: true});
	session.start();
	look();
	await over.promise;
	unsubscribe();
	signal.removeEventListener('abort', look);
	await session.stop();
	return exitCodeOf(store.getState());
};
