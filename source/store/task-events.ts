import type {TaskEvent} from '../task/task-event.js';
import {phaseOf} from '../task/watch.js';
import type {ListEvent} from './events.js';

/**
What is worth remembering of an event: not progress, and not that a task was taken off.

@param at - Milliseconds since the Unix epoch.
*/
export const taskEventOf = (event: ListEvent, at: number): TaskEvent | undefined => {
	const {id, answer, health, isGivenUp} = event.watch;
	switch (event.type) {
		case 'added': {
			return {id, at, type: 'added'};
		}

		case 'phase': {
			return {id, at, type: 'phase', phase: phaseOf(event.watch), ...(answer?.error && {error: answer.error})};
		}

		case 'health': {
			const {state, message} = health;
			return {id, at, type: 'health', state, ...(message && {message}), ...(isGivenUp && {isGivenUp})};
		}

		case 'saved': {
			const {state} = event.download;
			if (state.type !== 'saved') {
				return undefined;
			}

			const {path, bytes, warning} = state;
			return {id, at, type: 'saved', path, bytes, ...(warning !== undefined && {warning})};
		}

		case 'download_failed': {
			const {state} = event.download;
			return state.type === 'failed' ? {id, at, type: 'download_failed', message: state.message} : undefined;
		}

		default: {
			return undefined;
		}
	}
};

/**
What is worth remembering of events that happened at once.

@param at - Milliseconds since the Unix epoch.
*/
export const taskEventsOf = (events: readonly ListEvent[], at: number): readonly TaskEvent[] => {
	const addedIds = new Set(events.flatMap(({type, watch}) => (type === 'added' ? [watch.id] : [])));
	return events
		.filter(({type, watch}) => type === 'added' || !addedIds.has(watch.id))
		.flatMap(event => taskEventOf(event, at) ?? []);
};
