import assert from 'node:assert/strict';
import {test} from 'node:test';
import {damageText} from '../../source/store/damage-text.js';

const list = {watches: [], downloads: [], brokenCount: 0};

test('of a whole list nothing is told', () => {
	assert.equal(damageText(list), undefined);
});

test('damaged records are counted', () => {
	assert.equal(
		damageText({...list, brokenCount: 1}),
		'1 damaged record of the watch list could not be read and is left out.',
	);
});

test('of a damaged file is told how much of it could be read, and where it is', () => {
	assert.equal(
		damageText({...list, rescue: {path: '/s/state.db.corrupt-1', keptCount: 12, restoredCount: 0, brokenCount: 2}}),
		'The watch list was damaged: 12 tasks could be read, without 2 damaged records. The old file is /s/state.db.corrupt-1',
	);
	assert.equal(
		damageText({...list, rescue: {path: '/s/old', keptCount: 0, restoredCount: 3, brokenCount: 0}}),
		'The watch list was damaged: 0 tasks could be read, 3 more came from the latest backup. The old file is /s/old',
	);
});

test('of a list that somebody made older is told what may be missing', () => {
	assert.equal(
		damageText({...list, isOld: true}),
		'The watch list is older than it was when it was last open: its last changes may be missing.',
	);
});
