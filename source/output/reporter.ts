import type {AppState} from '../store/app-store.js';
import type {ListEvent} from '../store/events.js';
import {eventLine, isTrouble} from './event-text.js';
import {type JsonContext, taskEventLine, tasksDocument} from './task-json.js';

/** How data is printed: lines of text, one JSON document at the end, or a line of JSON per event. */
export type Format = 'text' | 'json' | 'ndjson';

export type Reporter = {
	/** Told of what has happened, in order. */
	readonly tell: (events: readonly ListEvent[], state: AppState) => void;
	/** Told of how it stands when all is over. */
	readonly finish: (state: AppState) => void;
};

export type ReporterOptions = {
	readonly format: Format;
	/** An event as text; `undefined` for one that is not worth a line. */
	readonly textOf: (event: ListEvent) => string | undefined;
	/** Takes the data. */
	readonly write: (text: string) => void;
	/** Takes a line for each trouble that the data do not tell as text; absent where something else shows them. */
	readonly warn: ((text: string) => void) | undefined;
	readonly now: () => number;
	readonly serviceOf: JsonContext['serviceOf'];
};

/**
Tells scripts what happens, and how it stands at the end.
*/
export const createReporter = ({format, textOf, write, warn, now, serviceOf}: ReporterOptions): Reporter => {
	const contextOf = ({downloads}: AppState): JsonContext => ({downloads, now: now(), serviceOf});

	const dataOf = (event: ListEvent, state: AppState): string | undefined => {
		switch (format) {
			case 'text': {
				return textOf(event);
			}

			case 'ndjson': {
				return taskEventLine(event.type, now(), event.watch, contextOf(state));
			}

			case 'json': {
				return undefined;
			}
		}
	};

	return {
		tell(events, state) {
			const data = events.flatMap(event => dataOf(event, state) ?? []);
			if (data.length > 0) {
				write(`${data.join('\n')}\n`);
			}

			for (const event of warn ? events.filter(isTrouble) : []) {
				const line = eventLine(event, now());
				if (line !== undefined) {
					warn?.(`${line}\n`);
				}
			}
		},

		finish(state) {
			if (format === 'json') {
				write(`${tasksDocument([...state.watches.values()], contextOf(state))}\n`);
			}
		},
	};
};
