import {commandNames} from './command-line.js';
import {UsageError} from './task/errors.js';
import {findTaskIds, isTaskId} from './task/find-task-ids.js';
import type {TaskId} from './task/task.js';

/** A word that may be meant as a command: no identifier of a known service is like that. */
const isWord = (text: string): boolean => /^[a-z]{2,16}$/v.test(text);

/**
The tasks that the arguments name: identifiers, or links with one in them.

@throws {UsageError} for an argument that names none.
*/
export const taskIdsOf = (words: readonly string[]): readonly TaskId[] =>
	words.flatMap(word => {
		if (isWord(word)) {
			throw new UsageError(
				`“${word}” is neither a command (${commandNames.join(', ')}) nor a task ID. See taskwatch --help.`,
			);
		}

		const {ids} = findTaskIds(word);
		if (ids.length > 0) {
			return ids;
		}

		if (isTaskId(word)) {
			return [word];
		}

		throw new UsageError(`There is no task ID in “${word}”.`);
	});
