import {placeTasks} from '../commands/place-tasks.js';
import {placeIn} from '../config/profile-for.js';
import {withGuestList} from '../open-list.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';
import type {ListFile} from '../store/list-file.js';
import type {TaskId} from '../task/task.js';
import type {PlaceTask} from '../task/task-links.js';
import {newWatch} from '../task/watch.js';
import {accountsWithoutKey} from './accounts-for.js';
import {type Named, readNewIds} from './read-ids.js';

/**
Put tasks on a list. Those on it already stay as they are.

@param now - Milliseconds since the Unix epoch.
@returns All of them, and whether each one is new.
*/
export const addTasks = (list: ListFile, {ids, text}: Named, place: PlaceTask, now: number) => {
	const {watches} = list.load();
	const knownIds = new Set<TaskId>(watches.map(({id}) => id));
	const placed = placeTasks(ids, text, place);
	const newIds = placed.ids.filter(id => !knownIds.has(id));
	list.save({
		put: newIds.map((id, index) => ({
			watch: newWatch(id, now, placed.profileOf(id)),
			position: watches.length + index,
		})),
		drop: [],
		downloads: [],
		events: newIds.map(id => ({id, at: now, type: 'added'})),
	});
	return placed.ids.map(id => ({id, isNew: !knownIds.has(id)}));
};

/** Put tasks on the watch list, whoever has it open. */
export const add = async (words: readonly string[], settings: Settings, program: Program): Promise<number> => {
	const named = await readNewIds(words, program);
	const place = placeIn(await accountsWithoutKey(settings, program));
	const now = Date.now();
	const tasks = withGuestList(settings.stateFolder, now, list => addTasks(list, named, place, now));
	program.stdout.write(tasks.map(({id, isNew}) => `${id}  ${isNew ? 'added' : 'already on the list'}\n`).join(''));
	return 0;
};
