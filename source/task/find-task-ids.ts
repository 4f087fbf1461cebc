import {cleanText} from './find-task-ids-clean.js';
import {findIdsInJson} from './find-task-ids-json.js';
import {findIdsInLine} from './find-task-ids-line.js';
import {readRecords, type TextRecord} from './find-task-ids-records.js';
import {isCommandLineId} from './find-task-ids-shape.js';
import {findIdsInRow, readHeader, type Table} from './find-task-ids-table.js';
import type {TaskId} from './task.js';

export type FoundIds = {
	/** In the order of their first appearance, each once. */
	readonly ids: readonly TaskId[];
	/** How many lines, or JSON documents, held something but no identifier. */
	readonly notRecognised: number;
};

const holdsSomething = /[\p{L}\p{N}]/u;

/** A document may have other text before and behind, such as the prefix of a log line. */
const jsonCandidates = (text: string): readonly string[] => {
	const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1;
	return [...new Set([text.indexOf('{'), text.search(/[{[]/)])]
		.filter(start => start !== -1 && start < end)
		.map(start => text.slice(start, end))
		.filter(candidate => candidate.includes('"') || candidate.length >= text.trim().length - 1);
};

const findInDocument = (text: string): readonly string[] => {
	for (const candidate of jsonCandidates(text)) {
		const ids = findIdsInJson(candidate);
		if (ids && ids.length > 0) {
			return ids;
		}
	}

	return [];
};

/**
Reads a text that comes in parts, each of whole lines.
*/
export type TextReader = {
	/** @returns The identifiers that no part before had. */
	readonly read: (part: string) => readonly TaskId[];
	readonly result: () => FoundIds;
};

export const createTextReader = (): TextReader => {
	const ids = new Set<string>();
	let newIds: string[] = [];
	let notRecognised = 0;
	let table: Table | undefined;

	const count = (text: string, found: readonly string[]) => {
		for (const id of found) {
			if (!ids.has(id)) {
				ids.add(id);
				newIds.push(id);
			}
		}

		if (found.length === 0 && holdsSomething.test(text)) {
			notRecognised++;
		}
	};

	const readLine = (line: string) => {
		if (line.trim() === '') {
			table = undefined;
			return;
		}

		const header = readHeader(line);
		if (header) {
			table = header;
			return;
		}

		count(line, (table && findIdsInRow(line, table)) ?? findIdsInLine(line));
	};

	const readRecord = ({lines}: TextRecord) => {
		const text = lines.join('\n');
		const inRow = table && findIdsInRow(text, table);
		if (inRow && inRow.length > 0) {
			count(text, inRow);
			return;
		}

		const found = findInDocument(text);
		if (found.length > 0) {
			count(text, found);
		} else if (lines.length > 1 && findIdsInJson(text)) {
			count(text, []);
		} else {
			for (const line of lines) {
				readLine(line);
			}
		}
	};

	return {
		read(part) {
			newIds = [];
			for (const record of readRecords(cleanText(part))) {
				readRecord(record);
			}

			return newIds as TaskId[];
		},

		result: (): FoundIds => ({ids: [...ids] as TaskId[], notRecognised}),
	};
};

/**
Pick task identifiers out of whatever is pasted: lists, JSON, CSV, logs, links, curl lines, Markdown.

Where a key (`task_id`) or a path (`/task/…`) names an identifier, others on the same line that merely have a fitting form are not taken, as they are mostly those of requests. API keys never are. The time is linear in the length of the text.
*/
export const findTaskIds = (text: string): FoundIds => {
	const reader = createTextReader();
	reader.read(text);
	return reader.result();
};

/**
Whether a command-line argument may be an identifier. It is looser than `findTaskIds`, as it was given on purpose; an option, a link or an API key is none.
*/
export const isTaskId = (text: string): text is TaskId => isCommandLineId(text);
