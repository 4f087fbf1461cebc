import assert from 'node:assert/strict';
import {test} from 'node:test';
import {unicodeGlyphs} from '../../source/table/glyphs.js';
import {countSpans} from '../../source/table/summary-line.js';
import type {Phase} from '../../source/task/task.js';
import {answerOf, storeOf, watchOf} from '../helpers/watches.js';

const textWith = (isShort: boolean, ...phases: readonly Phase[]): string => {
	const watches = phases.map((phase, index) => watchOf(`task-${index}`, {answer: answerOf({phase})}));
	return countSpans(storeOf(watches).getState(), unicodeGlyphs, isShort)
		.map(({text}) => text)
		.join('');
};

test('an empty list has nothing to count', () => {
	assert.equal(textWith(false), '');
});

test('only kinds of which there are any are counted', () => {
	assert.equal(textWith(false, 'running', 'succeeded', 'running'), '2 running · 1 done');
});

test('all kinds are counted, and those that ended without a result together', () => {
	const phases = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired', 'unknown'] as const;

	assert.equal(textWith(false, ...phases), '1 running · 1 queued · 1 done · 3 failed · 1 unknown');
	assert.equal(textWith(true, ...phases), '1 run 1 que 1 done 3 fail 1 ?');
});

test('a task that was given up counts as unknown, whatever was known of it', () => {
	const watches = [
		watchOf('task-1', {isGivenUp: true}),
		watchOf('task-2', {isGivenUp: true, answer: answerOf()}),
		watchOf('task-3'),
	];

	assert.deepEqual(countSpans(storeOf(watches).getState(), unicodeGlyphs, false), [
		{text: '3 unknown', tone: 'trouble'},
	]);
});
