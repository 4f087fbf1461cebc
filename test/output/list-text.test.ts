import assert from 'node:assert/strict';
import {test} from 'node:test';
import {listTextAtEnd, listTextAtStart} from '../../source/output/list-text.js';
import {storeOf} from '../helpers/watches.js';

test('of a list that is whole and saved nothing is told', () => {
	const state = storeOf().getState();

	assert.equal(listTextAtStart(state) + listTextAtEnd(state), '');
});

test('what was wrong with the list at the start is told as a line, and so is what was not saved at the end', () => {
	const store = storeOf();
	store.getState().notify('The watch list was damaged.', 'bad');
	store.getState().savingWent('disk is full');

	assert.equal(listTextAtStart(store.getState()), 'The watch list was damaged.\n');
	assert.equal(listTextAtEnd(store.getState()), 'The watch list was not saved: disk is full\n');
});
