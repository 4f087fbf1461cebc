import {taskIdOfLink} from './find-task-ids-url.js';
import type {TaskId} from './task.js';

const links = /https?:\/\/[^\s"'<>\\]{1,4096}/gi;

/**
The hosts of the links in a text that lead to tasks, by the task: with the port where that is not the usual one.
*/
export const linkHosts = (text: string): ReadonlyMap<TaskId, string> =>
	new Map(
		[...text.matchAll(links)].flatMap(([link]) => {
			const id = taskIdOfLink(link);
			const host = URL.parse(link)?.host;
			return id === undefined || host === undefined ? [] : [[id as TaskId, host] as const];
		}),
	);
