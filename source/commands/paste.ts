import type {AppStore} from '../store/app-store.js';
import {counted} from '../task/counted.js';
import {type FoundIds, findTaskIds, isTaskId} from '../task/find-task-ids.js';
import type {PlaceTask} from '../task/task-links.js';
import {placeTasks} from './place-tasks.js';

type Found = FoundIds & {readonly noun: 'line' | 'word'};

const add = (store: AppStore, found: Found, text: string, place?: PlaceTask): void => {
	const {notRecognised, noun} = found;
	const state = store.getState();
	if (found.ids.length === 0) {
		state.notify('No task ID was recognised in that text. Press a to type one.', 'bad');
		return;
	}

	const {ids, profileOf} = place ? placeTasks(found.ids, text, place) : {ids: found.ids};
	const newIds = state.addWatches(ids, profileOf);
	const knownCount = ids.length - newIds.length;
	const parts = [
		newIds.length > 0 ? `Added ${counted(newIds.length, 'task')}` : 'Nothing new',
		...(knownCount > 0 ? [`${knownCount} already watched`] : []),
		...(notRecognised > 0 ? [`${counted(notRecognised, noun)} not recognised`] : []),
	];
	const undo = newIds.length > 0 ? '  Press u to undo.' : '';
	state.notify(`${parts.join(', ')}.${undo}`, newIds.length > 0 ? 'good' : 'plain');
};

/**
Put the tasks that a text names on the watch list, and tell what was found in it.
*/
export const addPasted = (store: AppStore, text: string, place?: PlaceTask): void => {
	if (text.trim() === '') {
		store.getState().notify('There was nothing to add.');
	} else {
		add(store, {...findTaskIds(text), noun: 'line'}, text, place);
	}
};

/** A text that is nothing but words, and so may be IDs of any form; anything else is read like a paste. */
const isWordList = (words: readonly string[]): boolean =>
	words.length > 0 && words.every(word => /^[\w.:\/@\-]+$/v.test(word));

/**
Put the tasks on the watch list that a user typed into the box for IDs. Words that nobody would pick out of a paste are IDs there too.
*/
export const addTyped = (store: AppStore, text: string, place?: PlaceTask): void => {
	const words = text.split(/[\s,;]+/v).filter(word => word !== '');
	if (!isWordList(words)) {
		addPasted(store, text, place);
		return;
	}

	const found = words.map(word => {
		const {ids} = findTaskIds(word);
		return ids.length === 0 && isTaskId(word) ? [word] : ids;
	});
	const notRecognised = found.filter(ids => ids.length === 0).length;
	add(store, {ids: [...new Set(found.flat())], notRecognised, noun: 'word'}, text, place);
};
