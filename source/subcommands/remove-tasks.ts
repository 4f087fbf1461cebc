import {taskIdsOf} from '../arguments.js';
import {withGuestList} from '../open-list.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import type {ListFile} from '../store/list-file.js';
import {UsageError} from '../task/errors.js';
import type {TaskId} from '../task/task.js';

/**
Take tasks off a list. What stands before an ID for its service may be left out where that is plain.

@returns Those that were on it, and those that were not.
*/
export const removeTasks = (list: ListFile, ids: readonly TaskId[]) => {
	const known = list.load().watches.map(({id}) => id);
	const removed: TaskId[] = [];
	const missing: TaskId[] = [];
	for (const id of new Set(ids)) {
		const alike = known.includes(id) ? [id] : known.filter(each => each.endsWith(`:${id}`));
		(alike.length === 1 ? removed : missing).push(...(alike.length === 1 ? alike : [id]));
	}

	list.save({put: [], drop: removed, downloads: []});
	return {removed, missing};
};

/** Take tasks off the watch list, whoever has it open. */
export const remove = async (
	words: readonly string[],
	{stateFolder}: Settings,
	{stdout, stderr}: Program,
): Promise<number> => {
	const ids = taskIdsOf(words, true);
	if (ids.length === 0) {
		throw new UsageError('There is nothing to take off the list. Name a task ID: taskwatch rm ID');
	}

	const {removed, missing} = withGuestList(stateFolder, Date.now(), list => removeTasks(list, ids));
	stdout.write(removed.map(id => `${id}  removed\n`).join(''));
	stderr.write(missing.map(id => `taskwatch: ${id} is not on the watch list.\n`).join(''));
	return missing.length > 0 ? 2 : 0;
};
