import assert from 'node:assert/strict';
import {test} from 'node:test';
import {expectedSpan} from '../../source/table/expected.js';
import type {Timings} from '../../source/task/timing.js';
import {answerOf, doneAnswer, noon, someWatch} from '../helpers/watches.js';
import {contextOf} from './row-context.js';

const runs = [95, 98, 101, 105, 105, 105, 110, 130, 140, 200].map(seconds => seconds * 1000);

/** What is expected of a task that has been running for so many seconds. */
const textAfter = (seconds: number, durations = runs): string | undefined => {
	const timings: Timings = new Map([['ark seedance', durations]]);
	const watch = someWatch({answer: answerOf({model: 'seedance', createdAt: noon - seconds * 1000})});
	return expectedSpan(watch, contextOf([], timings))?.text;
};

test('a task that runs tells how long such tasks take, and what is left of that', () => {
	assert.equal(textAfter(75), 'usually done in 1m 45s · about 30s left · from 10 runs');
});

test('past the usual time it tells when the late ones end, and then that this one takes longer', () => {
	assert.equal(textAfter(105), 'usually done in 1m 45s · nine of ten by 2m 20s · from 10 runs');
	assert.equal(textAfter(140), 'usually done in 1m 45s · this one takes longer · from 10 runs');
});

test('where the service tells no start, the time counts from the adding', () => {
	const watch = someWatch({answer: answerOf(), addedAt: noon - 75_000});

	assert.equal(
		expectedSpan(watch, contextOf([], new Map([['ark ', runs]])))?.text,
		'usually done 1m 45s after adding · about 30s left · from 10 runs',
	);
});

test('where few runs were seen, and of a task that is over or was not told of, nothing is expected', () => {
	const context = contextOf([], new Map([['ark ', runs]]));

	assert.equal(textAfter(75, runs.slice(3)), undefined);
	assert.equal(expectedSpan(someWatch({answer: doneAnswer()}), context), undefined);
	assert.equal(expectedSpan(someWatch(), context), undefined);
});
