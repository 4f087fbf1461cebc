import {UsageError} from './task/errors.js';
import {findTaskIds, isTaskId} from './task/find-task-ids.js';
import type {TaskId} from './task/task.js';

/**
A word that may be meant as a command: no identifier of a known service is like that.
*/
export const isWord = (text: string): boolean => /^[a-z]{2,16}$/v.test(text);

/** What is nothing but an identifier, or a link without its scheme: it is taken as it is. */
const isPlain = (text: string): boolean => /^[\w.:\/@\-]+$/v.test(text) && !text.includes('://');

/**
The tasks that the arguments name: identifiers, or texts and links with some in them.

@param isAfterCommand - Whether a command stands before them, so that none can be meant as one.
@throws {UsageError} for an argument that names none.
*/
export const taskIdsOf = (words: readonly string[], isAfterCommand = false): readonly TaskId[] =>
	words.flatMap(word => {
		if (isWord(word) && !isAfterCommand) {
			throw new UsageError(`“${word}” is no task ID.`);
		}

		if (isPlain(word) && (isAfterCommand || isTaskId(word))) {
			return [word as TaskId];
		}

		const {ids} = findTaskIds(word);
		if (ids.length > 0) {
			return ids;
		}

		throw new UsageError(`There is no task ID in “${word}”.`);
	});
