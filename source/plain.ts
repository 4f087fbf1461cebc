import {eventLine} from './output/event-text.js';
import {exitCodeOf} from './output/exit-code.js';
import {runUntil} from './run-until.js';
import type {Session} from './session.js';
import type {AppState} from './store/app-store.js';
import type {ListEvent} from './store/events.js';
import {isHopeless} from './store/hopeless.js';
import {isAllDone} from './store/selectors.js';

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

const isOver = (state: AppState): boolean => isHopeless(state) || isAllDone(state);

/**
Watch without a screen, until there is nothing more to wait for or the signal is aborted.

@returns The exit code.
*/
export const runPlain = async (session: Session, signal: AbortSignal): Promise<number> => {
	await runUntil(session, {signal, isOver});
	const {watches, downloads} = session.store.getState();
	return exitCodeOf({watches: watches.values(), downloads: downloads.values()});
};
