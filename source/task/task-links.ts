import {taskIdOfLink} from './find-task-ids-url.js';
import type {TaskId} from './task.js';

const links = /https?:\/\/[^\s"'<>\\]{1,4096}/gi;

/**
The links in a text that lead to tasks, by the task.
*/
export const taskLinks = (text: string): ReadonlyMap<TaskId, URL> =>
	new Map(
		[...text.matchAll(links)].flatMap(([link]) => {
			const id = taskIdOfLink(link);
			const url = URL.parse(link);
			return id === undefined || !url ? [] : [[id as TaskId, url] as const];
		}),
	);

/**
Where a task belongs that a user names: to which profile, and under which identifier, as that may need words before it.

@param link - The link that names the task, if one does.
*/
export type PlaceTask = (id: TaskId, link?: URL) => {readonly id: TaskId; readonly profile: string};
