import type {AppStore} from '../store/app-store.js';
import {counted} from '../task/counted.js';
import {findTaskIds, isTaskId} from '../task/find-task-ids.js';
import type {TaskId} from '../task/task.js';

/** Words that a user typed as IDs, one by one, although none looks like one. */
const typedIds = (text: string): readonly TaskId[] => text.split(/[\s,;]+/v).filter(isTaskId);

/**
Put the tasks that a text names on the watch list, and tell what was found in it.

@param isTyped - Whether the user wrote it into the box for IDs: then words count as IDs that would not be picked out of a paste.
*/
export const addPasted = (
	store: AppStore,
	text: string,
	{isTyped = false}: {readonly isTyped?: boolean} = {},
): void => {
	const state = store.getState();
	const found = findTaskIds(text);
	const ids = found.ids.length === 0 && isTyped ? typedIds(text) : found.ids;
	if (ids.length === 0) {
		state.notify(
			text.trim() === '' ? 'There was nothing to add.' : 'No task ID was recognised in that text. Press a to type one.',
			'bad',
		);
		return;
	}

	const newIds = state.addWatches(ids);
	const knownCount = ids.length - newIds.length;
	const parts = [
		newIds.length > 0 ? `Added ${counted(newIds.length, 'task')}` : 'Nothing new',
		...(knownCount > 0 ? [`${knownCount} already watched`] : []),
		...(found.notRecognised > 0 ? [`${counted(found.notRecognised, 'line')} not recognised`] : []),
	];
	const undo = newIds.length > 0 ? '  Press u to undo.' : '';
	state.notify(`${parts.join(' · ')}.${undo}`, newIds.length > 0 ? 'good' : 'plain');
};
