import {UsageError} from './errors.js';
import {createTextReader} from './find-task-ids.js';
import {closesDocument, indentWidth, opensDocument} from './find-task-ids-records.js';
import type {TaskId} from './task.js';

export type FoundInStream = {
	/** Those that were not found before. */
	readonly ids: readonly TaskId[];
	/** What they were found in. */
	readonly text: string;
};

export type TaskIdStream = {
	/** @throws {UsageError} for a line or a document that is too long. */
	readonly push: (piece: string) => FoundInStream;
	/** The text is over, also in the middle of a line. */
	readonly end: () => FoundInStream;
};

/** Of one line or one JSON document: longer ones are no list of tasks, and would have to be kept. */
const usualMaxLength = 16 * 1024 * 1024;

/**
Picks task identifiers out of a text while it comes: out of each line once it is complete, and out of a JSON document over several lines once that is. The elements of an array are taken one by one.

@param maxLength - The most characters to keep of what is not complete.
*/
export const createTaskIdStream = (maxLength = usualMaxLength): TaskIdStream => {
	const reader = createTextReader();
	/** The beginning of a line, as it came. */
	let begun: string[] = [];
	let begunLength = 0;
	/** Lines that end in a backslash, and so go on in the next one. */
	let continued = '';
	/** The beginning of a document. */
	let held: string[] = [];
	let heldLength = 0;

	const release = (): readonly string[] => {
		const lines = held;
		held = [];
		heldLength = 0;
		return lines;
	};

	const hold = (line: string): readonly string[] => {
		held.push(line);
		heldLength += line.length;
		return [];
	};

	/** @returns The lines that can be read now that this one is there. */
	const placeLine = (line: string): readonly string[] => {
		const [first] = held;
		if (first === undefined) {
			return opensDocument(line) && line.trim() !== '[' ? hold(line) : [line];
		}

		const width = indentWidth(first);
		if (closesDocument(line, width)) {
			return [...release(), line];
		}

		// Nothing in a document is indented less than its first line: else it only looked like one.
		return line.trim() === '' || indentWidth(line) > width ? hold(line) : [...release(), ...placeLine(line)];
	};

	const take = (line: string): readonly string[] => {
		const whole = continued + line;
		const goesOn = /\\\s*$/.test(line);
		continued = goesOn ? `${whole}\n` : '';
		return goesOn ? [] : placeLine(whole);
	};

	const read = (lines: readonly string[]): FoundInStream => {
		const text = lines.join('\n');
		return {ids: lines.length === 0 ? [] : reader.read(text), text};
	};

	return {
		push(piece) {
			const [first = '', ...others] = piece.split('\n');
			begun.push(first);
			begunLength += first.length;
			const rest = others.pop();
			const ready: string[] = [];
			if (rest !== undefined) {
				ready.push(...[begun.join(''), ...others].flatMap(take));
				begun = [rest];
				begunLength = rest.length;
			}

			if (begunLength + heldLength + continued.length > maxLength) {
				throw new UsageError(
					`A line or a JSON document on standard input is longer than ${maxLength} characters. Pipe task IDs in, one a line.`,
				);
			}

			return read(ready);
		},

		end: () => read([...release(), continued + begun.join('')]),
	};
};
