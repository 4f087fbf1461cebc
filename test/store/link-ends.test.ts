import assert from 'node:assert/strict';
import {test} from 'node:test';
import {selectNextTickAt} from '../../source/store/due.js';
import {firstLinkEnd, selectEndingCount} from '../../source/store/link-ends.js';
import {selectTrouble} from '../../source/store/selectors.js';
import {doneAnswer, downloadOf, savedAs, storeOf, video, watchOf} from '../helpers/watches.js';

const minuteMs = 60_000;
const endingAt = (id: string, ...ends: readonly number[]) =>
	watchOf(id, {
		answer: doneAnswer({outputs: ends.map((expiresAt, index) => ({...video(`https://m.test/${index}`), expiresAt}))}),
	});

test('the link that ends first is told, of the results that are not saved', () => {
	const watch = endingAt('task-1', 5000, 3000, 4000);
	const {downloads} = storeOf([watch], [downloadOf('task-1', savedAs('/a.mp4'), 1)]).getState();

	assert.equal(firstLinkEnd(watch, new Map()), 3000);
	assert.equal(firstLinkEnd(watch, downloads), 4000);
});

test('a task whose links are not known to end has no end', () => {
	assert.equal(firstLinkEnd(watchOf('task-1', {answer: doneAnswer()}), new Map()), undefined);
});

test('tasks whose links end within a quarter of an hour are a trouble that concerns all', () => {
	const state = storeOf([
		endingAt('over', -1),
		endingAt('soon', 14 * minuteMs),
		endingAt('soon too', minuteMs),
		endingAt('later', 16 * minuteMs),
	]).getState();

	assert.equal(selectEndingCount(state), 2);
	assert.equal(selectTrouble(state), 'The links of 2 tasks end within 15 minutes. Press D to save all.');
});

test('while a link runs out the screen is drawn once a minute, and not for ever', () => {
	const store = storeOf([endingAt('task-1', 90 * 1000)]);
	const due: (number | undefined)[] = [selectNextTickAt(store.getState())];

	for (const now of [minuteMs, 2 * minuteMs]) {
		store.getState().tick(now);
		due.push(selectNextTickAt(store.getState()));
	}

	assert.deepEqual(due, [minuteMs, 2 * minuteMs, undefined]);
});
