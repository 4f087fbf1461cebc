import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {endedRun, type Timings, usualTime, withRuns} from '../../source/task/timing.js';
import type {Watch} from '../../source/task/watch.js';
import {answerOf, doneAnswer, watchOf} from '../helpers/watches.js';

const secondMs = 1000;
const seedance = answerOf({model: 'seedance', createdAt: 0});
const runningWatch = watchOf('a', {answer: seedance, health: {lastAnswerAt: 95 * secondMs}});

/** The task a while later, seen at an age of so many seconds to be done. */
const doneAt = (seconds: number, answer = doneAnswer({createdAt: 0}), before: Watch = runningWatch): Watch => ({
	...before,
	answer,
	sawEndAt: seconds * secondMs,
});

const timingsOf = (...seconds: readonly number[]): Timings =>
	new Map([['ark seedance', seconds.map(count => count * secondMs)]]);

test('a run that was seen to end counts for what was known of it while it ran', () => {
	assert.deepEqual(endedRun(runningWatch, doneAt(100)), {key: 'ark seedance', durationMs: 100 * secondMs});
});

test('where the service tells the end, the run took until then', () => {
	const answer = doneAnswer({createdAt: 10 * secondMs, finishedAt: 99 * secondMs});

	assert.equal(endedRun(runningWatch, doneAt(100, answer))?.durationMs, 89 * secondMs);
});

test('a run that failed, was over before, was seen to end long ago or of which nothing was known does not count', () => {
	const ended = doneAt(100);
	const asking = watchOf('a');
	const puzzling = watchOf('a', {answer: answerOf({phase: 'unknown'})});

	for (const [before, after] of [
		[runningWatch, doneAt(100, answerOf({phase: 'failed', createdAt: 0}))],
		[asking, {...asking, answer: doneAnswer()}],
		[ended, {...ended, label: 'rain'}],
		[puzzling, doneAt(100, undefined, puzzling)],
		[runningWatch, undefined],
		[undefined, ended],
	] as const) {
		assert.equal(endedRun(before, after), undefined);
	}
});

test('an end that came while nobody asked counts only where the service tells when it was', () => {
	const nightMs = 8 * 3600 * secondMs;
	const answer = doneAnswer({createdAt: 0, finishedAt: 99 * secondMs});

	assert.equal(endedRun(runningWatch, doneAt(nightMs / secondMs)), undefined);
	assert.equal(endedRun(runningWatch, doneAt(nightMs / secondMs, answer))?.durationMs, 99 * secondMs);
});

test('the last fifty runs of a model count, and the two hundred models that ended last', () => {
	const runsOf = (key: string, count: number) => Array.from({length: count}, (_, n) => ({key, durationMs: n}));

	const long = withRuns(new Map(), runsOf('a', 60));
	const many = withRuns(
		long,
		Array.from({length: 199}, (_, n) => ({key: `model ${n}`, durationMs: 1})),
	);
	const renewed = withRuns(withRuns(many, runsOf('a', 1)), runsOf('another', 1));

	assert.deepEqual(
		long.get('a'),
		Array.from({length: 50}, (_, n) => n + 10),
	);
	assert.equal(many.size, 200);
	assert.equal(renewed.size, 200);
	assert.deepEqual(
		['a', 'model 0', 'another'].map(key => renewed.has(key)),
		[true, false, true],
	);
});

test('without a run what is known stays the same object', () => {
	const timings = timingsOf(1);

	assert.equal(withRuns(timings, []), timings);
});

test('from eight runs on it is known how long the runs of a model take', () => {
	const seconds = [253, 83, 106, 92, 118, 98, 160, 103];

	assert.equal(usualTime(timingsOf(...seconds.slice(1)), seedance), undefined);
	assert.deepEqual(usualTime(timingsOf(...seconds), seedance), {
		runCount: 8,
		earlyMs: 83 * secondMs,
		medianMs: 103 * secondMs,
		lateMs: 253 * secondMs,
	});
});

test('runs of another model tell nothing', () => {
	const timings = timingsOf(...Array.from({length: 8}, () => 100));

	assert.equal(usualTime(timings, answerOf({model: 'sora-2'})), undefined);
	assert.equal(usualTime(timings, answerOf({model: 'seedance', family: 'vidu'})), undefined);
});

test('the times are those of runs, and early is before late, whatever the runs took', () => {
	fc.assert(
		fc.property(fc.array(fc.nat(10_000), {minLength: 8, maxLength: 50}), seconds => {
			const {earlyMs = 0, medianMs = 0, lateMs = 0, runCount} = usualTime(timingsOf(...seconds), seedance) ?? {};

			assert.equal(runCount, seconds.length);
			assert.ok(earlyMs <= medianMs && medianMs <= lateMs);
			assert.ok([earlyMs, medianMs, lateMs].every(ms => seconds.includes(ms / secondMs)));
		}),
	);
});
