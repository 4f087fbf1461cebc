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

	const text = await readAll(stdin);
	const {ids} = findTaskIds(text);
	if (ids.length === 0 && text.trim() !== '') {
		throw new UsageError('There is no task ID in the text from standard input.');
	}

	return {ids, text};
};
