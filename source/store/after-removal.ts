import type {TaskId} from '../task/task.js';
import type {AppState} from './app-store.js';
import {selectCursor} from './selectors.js';

/**
How the view goes on once tasks are off the list: the cursor goes to the next task that stays, else to the one before.

@param before - The state with the tasks on the list.
*/
export const afterRemoval = (
	before: AppState,
	gone: ReadonlySet<TaskId>,
): Pick<AppState, 'cursorId' | 'marks'> & Partial<Pick<AppState, 'panel'>> => {
	const order = [...before.watches.keys()];
	const index = Math.max(0, order.indexOf(selectCursor(before)?.id ?? ('' as TaskId)));
	const next = order.slice(index).find(id => !gone.has(id)) ?? order.slice(0, index).findLast(id => !gone.has(id));
	return {
		cursorId: next,
		marks: new Set([...before.marks].filter(id => !gone.has(id))),
		...(next === undefined && {panel: 'table'}),
	};
};
