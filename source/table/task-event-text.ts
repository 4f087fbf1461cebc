import type {ListEvent} from '../store/events.js';
import {taskEventOf} from '../store/task-events.js';
import type {TaskEvent} from '../task/task-event.js';
import type {Span} from './cell.js';
import {formatBytes} from './format.js';
import {phaseLooks} from './phase-look.js';

/**
Something that happened to a task, in words.
*/
export const taskEventSpan = (event: TaskEvent): Span => {
	switch (event.type) {
		case 'added': {
			return {text: 'put on the list'};
		}

		case 'phase': {
			const {word, tone} = phaseLooks[event.phase];
			return {text: event.error === undefined ? word : `${word}: ${event.error}`, tone};
		}

		case 'health': {
			const message = event.message ?? (event.state === 'ok' ? 'answers again' : event.state);
			return {
				text: event.isGivenUp ? `given up: ${message}` : message,
				tone: event.state === 'ok' ? 'plain' : 'trouble',
			};
		}

		case 'saved': {
			const warning = event.warning === undefined ? '' : `  ${event.warning}`;
			return {text: `saved ${event.path} (${formatBytes(event.bytes)})${warning}`, tone: 'good'};
		}

		case 'download_failed': {
			return {text: `not saved: ${event.message}`, tone: 'bad'};
		}
	}
};

/**
What has changed of a task, in words.

@param now - Milliseconds since the Unix epoch.
@returns `undefined` for what is not worth a line.
*/
export const changeText = (event: ListEvent, now: number): string | undefined => {
	// Who added a task knows it.
	const told = event.type === 'added' ? undefined : taskEventOf(event, now);
	return told && taskEventSpan(told).text;
};
