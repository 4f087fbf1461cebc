import assert from 'node:assert/strict';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {type TestContext, test} from 'node:test';
import {withGuestList} from '../source/open-list.js';
import {addTasks} from '../source/subcommands/add-tasks.js';
import {removeTasks} from '../source/subcommands/remove-tasks.js';
import type {PlaceTask} from '../source/task/task-links.js';
import {newWatch} from '../source/task/watch.js';
import {noon, taskId, taskIds} from './helpers/watches.js';

const temporaryFolder = (context: TestContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'taskwatch-test-'));
	context.after(() => rmSync(folder, {recursive: true, force: true}));
	return folder;
};

const place: PlaceTask = (id, link) => ({id, profile: link?.host === 'studio.test' ? 'studio' : 'default'});

const add = (folder: string, ids: readonly string[], text = '') =>
	withGuestList(folder, noon, list => addTasks(list, {ids: taskIds(...ids), text}, place, noon));

const remove = (folder: string, ...ids: readonly string[]) =>
	withGuestList(folder, noon, list => removeTasks(list, taskIds(...ids)));

const watchesIn = (folder: string) => withGuestList(folder, noon, list => list.load().watches);

test('tasks come onto the list with their profiles, and known ones stay as they are', context => {
	const folder = temporaryFolder(context);

	const first = add(folder, ['817971131377016832'], 'https://studio.test/task/817971131377016832');
	const second = add(folder, ['817971131377016832', 'b']);

	assert.deepEqual(first, [{id: '817971131377016832', isNew: true}]);
	assert.deepEqual(second, [
		{id: '817971131377016832', isNew: false},
		{id: 'b', isNew: true},
	]);
	assert.deepEqual(watchesIn(folder), [
		newWatch(taskId('817971131377016832'), noon, 'studio'),
		newWatch(taskId('b'), noon),
	]);
});

test('tasks are taken off, and of what is not on the list it is said', context => {
	const folder = temporaryFolder(context);
	add(folder, ['a', 'b']);

	assert.deepEqual(remove(folder, 'b', 'c', 'b'), {removed: ['b'], missing: ['c']});
	assert.deepEqual(
		watchesIn(folder).map(({id}) => id),
		['a'],
	);
});

test('the words before an ID may be left out where only one task can be meant', context => {
	const folder = temporaryFolder(context);
	add(folder, ['kling/text2video:1', 'kling/text2video:2', 'kling/image2video:2']);

	assert.deepEqual(remove(folder, '1', '2'), {removed: ['kling/text2video:1'], missing: ['2']});
});
