import type {ProfileOf} from '../store/watches.js';
import type {TaskId} from '../task/task.js';
import {type PlaceTask, taskLinks} from '../task/task-links.js';

/**
Place the tasks that were found in a text.
*/
export const placeTasks = (ids: readonly TaskId[], text: string, place: PlaceTask) => {
	const links = taskLinks(text);
	const placed = ids.map(id => place(id, links.get(id)));
	const profiles = new Map(placed.map(({id, profile}) => [id, profile]));
	const profileOf: ProfileOf = id => profiles.get(id) ?? place(id).profile;
	return {ids: placed.map(({id}) => id), profileOf};
};
