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
