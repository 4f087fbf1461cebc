import assert from 'node:assert/strict';
import {test} from 'node:test';
import {failureDelayMs, pollDelayMs} from '../../source/engine/poll-delay.js';
import type {HealthState} from '../../source/task/health.js';

const secondMs = 1000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const least = () => 0;
const middle = () => 0.5;
const most = () => 1;

const failureDelays = (state: Exclude<HealthState, 'ok'>, counts: readonly number[], wasSeen = true) =>
	counts.map(count => failureDelayMs({state, message: ''}, count, wasSeen, least));

test('a task is asked about after a tenth of its age, from five seconds to half a minute', () => {
	const ages = [0, 10, 50, 100, 200, 300, 600].map(seconds => seconds * secondMs);

	assert.deepEqual(
		ages.map(ageMs => pollDelayMs('running', ageMs, middle) / secondMs),
		[5, 5, 5, 10, 20, 30, 30],
	);
});

test('a task of more than an hour is asked about once a minute, and one of more than a day every five', () => {
	assert.equal(pollDelayMs('running', hourMs, middle), 30 * secondMs);
	assert.equal(pollDelayMs('running', hourMs + 1, middle), minuteMs);
	assert.equal(pollDelayMs('queued', 24 * hourMs, middle), minuteMs);
	assert.equal(pollDelayMs('queued', 24 * hourMs + 1, middle), 5 * minuteMs);
});

test('a phase that nobody knows is asked about slowly from the start', () => {
	assert.equal(pollDelayMs('unknown', 0, middle), 30 * secondMs);
});

test('delays are spread by a tenth each way', () => {
	assert.equal(pollDelayMs('running', 100 * secondMs, least), 9000);
	assert.equal(pollDelayMs('running', 100 * secondMs, most), 11_000);
});

test('each trouble has a first wait and a longest one of its own', () => {
	const counts = [1, 2, 3, 20];

	assert.deepEqual(failureDelays('offline', counts), [2000, 4000, 8000, minuteMs]);
	assert.deepEqual(failureDelays('gateway', counts), [2000, 4000, 8000, minuteMs]);
	assert.deepEqual(failureDelays('bad_response', counts), [5000, 10_000, 20_000, 5 * minuteMs]);
	assert.deepEqual(failureDelays('rate_limited', counts), [5000, 10_000, 20_000, minuteMs]);
	assert.deepEqual(failureDelays('quota', counts), [minuteMs, 2 * minuteMs, 4 * minuteMs, 5 * minuteMs]);
	assert.deepEqual(failureDelays('auth', counts), [30_000, minuteMs, 2 * minuteMs, hourMs]);
});

test('a task that was never told of gets five more questions within half a minute each', () => {
	const delays = failureDelays('not_found', [1, 2, 3, 4, 5, 6, 7], false);

	assert.deepEqual(delays, [2000, 4000, 8000, 16_000, 30_000, undefined, undefined]);
});

test('a task that was told of gets two more questions, ten minutes apart', () => {
	const delays = failureDelays('not_found', [1, 2, 3, 4]);

	assert.deepEqual(delays, [10 * minuteMs, 10 * minuteMs, undefined, undefined]);
});
