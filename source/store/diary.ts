import type {TaskId} from '../task/task.js';
import {maxEvents, maxEventsPerTask, type TaskEvent} from '../task/task-event.js';

/**
What has happened to the tasks: what is on the disk, and behind it what is not there yet, or never will be where there is no list.
*/
export type Diary = {
	readonly add: (events: readonly TaskEvent[]) => void;
	readonly unwritten: () => readonly TaskEvent[];
	/** Told when all of it has come onto the disk. */
	readonly written: () => void;
	/** What happened to a task, the latest last. */
	readonly of: (id: TaskId) => readonly TaskEvent[];
};

/**
@param readWritten - What is on the disk of a task, the latest last.
*/
export const createDiary = (readWritten: (id: TaskId) => readonly TaskEvent[]): Diary => {
	let unwritten: readonly TaskEvent[] = [];

	const read = (id: TaskId): readonly TaskEvent[] => {
		try {
			return readWritten(id);
		} catch {
			// Damage is told of when something is to be written, or when the list is opened next.
			return [];
		}
	};

	return {
		add(events) {
			unwritten = events.length === 0 ? unwritten : [...unwritten, ...events].slice(-maxEvents);
		},
		unwritten: () => unwritten,
		written() {
			unwritten = [];
		},
		of: id => [...read(id), ...unwritten.filter(event => event.id === id)].slice(-maxEventsPerTask),
	};
};
