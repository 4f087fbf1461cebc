import type {DatabaseSync} from 'node:sqlite';
import type {Memory, MemoryChange} from '../store/list-memory.js';
import type {TaskId} from '../task/task.js';
import {maxEvents, maxEventsPerTask, type TaskEvent} from '../task/task-event.js';
import {type Row, recordIn, sumOf} from './watch-rows.js';

/** What happened to a task that is no longer on the list is kept as long, for when it comes back. */
const keptMs = 30 * 24 * 60 * 60 * 1000;

/** The tables of what a list remembers besides its tasks. */
export type MemoryTables = {
	readonly load: () => Memory;
	readonly history: (id: TaskId) => readonly TaskEvent[];
	/** To be called within a transaction. */
	readonly write: (change: MemoryChange) => void;
};

/**
What rows of notes tell. A note that is not what was written is none.
*/
export const memoryIn = (rows: readonly Row[]): Memory => {
	const notes = new Map(rows.map(row => [row['name'], recordIn(row)]));
	const marks = notes.get('marks');
	const timings = notes.get('durations');
	return {
		...(Array.isArray(marks) && {marks: marks as readonly TaskId[]}),
		...(Array.isArray(timings) && {timings: new Map(timings as ReadonlyArray<[string, readonly number[]]>)}),
	};
};

export const eventsIn = (rows: readonly Row[]): readonly TaskEvent[] =>
	rows.flatMap(row => (recordIn(row) as TaskEvent | undefined) ?? []);

/**
@param now - Milliseconds since the Unix epoch.
*/
export const openMemoryTables = (database: DatabaseSync, now: number): MemoryTables => {
	const putNote = database.prepare('INSERT OR REPLACE INTO notes (name, record, sum) VALUES (?, ?, ?)');
	const addEvent = database.prepare('INSERT INTO events (id, record, sum) VALUES (?, ?, ?)');
	const lastEvents = database.prepare(
		`SELECT record, sum FROM events WHERE id = ? ORDER BY seq DESC LIMIT ${maxEventsPerTask}`,
	);
	const trimTask = database.prepare(`
		DELETE FROM events WHERE id = ?1 AND seq <=
			(SELECT seq FROM events WHERE id = ?1 ORDER BY seq DESC LIMIT 1 OFFSET ${maxEventsPerTask})
	`);
	const trimAll = database.prepare(
		`DELETE FROM events WHERE seq <= (SELECT seq FROM events ORDER BY seq DESC LIMIT 1 OFFSET ${maxEvents})`,
	);
	const purge = database.prepare(`
		DELETE FROM events WHERE id NOT IN (SELECT id FROM watches) AND iif(json_valid(record), record ->> 'at', 0) < ?
	`);
	let isPurged = false;

	const note = (name: string, value: unknown): void => {
		const record = JSON.stringify(value);
		putNote.run(name, record, sumOf(record));
	};

	return {
		load() {
			// Damage in these tables is to be noticed now, and not when something is to be written.
			database.prepare('SELECT count(*) FROM events').get();
			database.prepare('SELECT record FROM events ORDER BY seq DESC LIMIT 1').get();
			return memoryIn(database.prepare('SELECT name, record, sum FROM notes').all());
		},

		history: id => eventsIn(lastEvents.all(id)).toReversed(),

		write({events = [], marks, timings}) {
			for (const event of events) {
				const record = JSON.stringify(event);
				addEvent.run(event.id, record, sumOf(record));
			}

			for (const id of new Set(events.map(event => event.id))) {
				trimTask.run(id);
			}

			if (events.length > 0) {
				trimAll.run();
			}

			if (marks) {
				note('marks', marks);
			}

			if (timings) {
				note('durations', [...timings]);
			}

			if (!isPurged) {
				purge.run(now - keptMs);
				isPurged = true;
			}
		},
	};
};
