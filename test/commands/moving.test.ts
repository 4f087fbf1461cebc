import assert from 'node:assert/strict';
import {test} from 'node:test';
import {selectCursor} from '../../source/store/selectors.js';
import {storeOf, watchOf} from '../helpers/watches.js';
import {press} from './press.js';

const storeOfMany = (count: number) => storeOf(Array.from({length: count}, (_, index) => watchOf(`task-${index}`)));

/** Where the cursor and the first row are after some keys in a list of 35 tasks, of which 10 are seen. */
const placeAfter = (...keys: readonly string[]): string => {
	const store = storeOfMany(35);
	press(store, ...keys);
	return `${selectCursor(store.getState())?.id} from ${store.getState().topIndex}`;
};

test('the cursor moves by rows, with arrows or letters', () => {
	assert.deepEqual(
		[placeAfter('down', 'j'), placeAfter('j', 'j', 'up'), placeAfter('j', 'j', 'k')],
		['task-2 from 0', 'task-1 from 0', 'task-1 from 0'],
	);
});

test('the cursor stays where the list ends', () => {
	assert.deepEqual([placeAfter('up'), placeAfter('end', 'down')], ['task-0 from 0', 'task-34 from 25']);
});

test('the table moves only as far as it must', () => {
	const downTwelve = Array.from({length: 12}, () => 'down');

	assert.equal(placeAfter(...downTwelve), 'task-12 from 3');
	assert.equal(placeAfter(...downTwelve, 'up'), 'task-11 from 3');
});

test('the cursor moves by pages', () => {
	assert.deepEqual(
		[
			placeAfter('pagedown', 'pagedown'),
			placeAfter('pagedown', 'pageup'),
			placeAfter('ctrl+f'),
			placeAfter('ctrl+f', 'ctrl+b'),
		],
		['task-20 from 11', 'task-0 from 0', 'task-10 from 1', 'task-0 from 0'],
	);
});

test('the cursor moves to either end', () => {
	assert.deepEqual(
		[placeAfter('end'), placeAfter('G'), placeAfter('end', 'home'), placeAfter('G', 'g')],
		['task-34 from 25', 'task-34 from 25', 'task-0 from 0', 'task-0 from 0'],
	);
});

test('an empty list has nowhere to move', () => {
	const store = storeOfMany(0);

	press(store, 'down', 'up', 'end', 'home', 'pagedown', 'pageup');

	assert.equal(store.getState().cursorId, undefined);
});
