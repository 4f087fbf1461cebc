import {taskIdsOf} from '../arguments.js';
import {readAll} from '../platform/text-input.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import {UsageError} from '../task/errors.js';
import {findTaskIds} from '../task/find-task-ids.js';
import type {TaskId} from '../task/task.js';

/** Tasks, and the text that names them. */
export type Named = {readonly ids: readonly TaskId[]; readonly text: string};

/**
The tasks that arguments name.

@throws {UsageError}
*/
export const namedBy = (words: readonly string[]): Named => ({ids: taskIdsOf(words), text: words.join('\n')});

const namedIn = (text: string, mayBeEmpty: boolean): Named => {
	const {ids} = findTaskIds(text);
	if (ids.length === 0 && !(mayBeEmpty && text.trim() === '')) {
		throw new UsageError('There is no task ID in the text from standard input.');
	}

	return {ids, text};
};

/**
The tasks to watch from the start: those of the arguments, else those in a text piped in.

@throws {UsageError}
*/
export const readIds = async (
	words: readonly string[],
	{account: {key}}: Settings,
	{stdin}: Program,
): Promise<Named> => {
	const isKeyPiped = key?.type === 'file' && key.path === '-';
	if (words.length > 0 || stdin.isTTY || isKeyPiped) {
		return namedBy(words);
	}

	return namedIn(await readAll(stdin), true);
};

/**
The tasks to put on the list: those of the arguments, whatever they look like, else those in a text from standard input, for which `-` stands too.

@throws {UsageError}
*/
export const readNewIds = async (words: readonly string[], {stdin}: Program): Promise<Named> => {
	if (words.length === 1 && words[0] === '-') {
		return namedIn(await readAll(stdin), false);
	}

	if (words.length === 0 && stdin.isTTY) {
		throw new UsageError('There is nothing to add. Name task IDs, or pipe a text with IDs in.');
	}

	return words.length === 0
		? namedIn(await readAll(stdin), false)
		: {ids: taskIdsOf(words, true), text: words.join('\n')};
};
