import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {failureDelayMs, pollDelayMs} from '../../source/engine/poll-delay.js';
import type {HealthState} from '../../source/task/health.js';
import type {UsualTime} from '../../source/task/timing.js';

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

const usual = (earlySeconds: number, lateSeconds: number): UsualTime => ({
	runCount: 8,
	earlyMs: earlySeconds * secondMs,
	medianMs: ((earlySeconds + lateSeconds) / 2) * secondMs,
	lateMs: lateSeconds * secondMs,
});

test('where it is known how long tasks take, nothing is asked until shortly before the first ones end', () => {
	const ages = [0, 60, 80, 85, 90, 100, 120, 121].map(seconds => seconds * secondMs);

	assert.deepEqual(
		ages.map(ageMs => pollDelayMs('running', ageMs, middle, usual(100, 120)) / secondMs),
		[30, 30, 10, 5, 5, 5, 5, 12.1],
	);
});

test('however far apart the ends are, forty questions go into the time between them at most', () => {
	assert.equal(pollDelayMs('running', 500 * secondMs, middle, usual(400, 1000)), 15 * secondMs);
	assert.equal(pollDelayMs('running', 2 * hourMs, middle, usual(hourMs / secondMs, 10_000)), minuteMs);
});

const anyAge = fc.nat(30 * hourMs);
const anyUsual = fc
	.tuple(fc.nat(20_000), fc.nat(20_000))
	.map(([one, other]) => usual(Math.min(one, other), Math.max(one, other)));
const anyPhase = fc.constantFrom('queued' as const, 'running' as const, 'unknown' as const);

test('what is known of other runs never leads out of the bounds', () => {
	fc.assert(
		fc.property(anyPhase, anyAge, anyUsual, (phase, ageMs, known) => {
			const delayMs = pollDelayMs(phase, ageMs, middle, known);
			const capMs = ageMs > 24 * hourMs ? 5 * minuteMs : ageMs > hourMs ? minuteMs : 30 * secondMs;

			assert.ok(delayMs >= (phase === 'unknown' ? 30 : 5) * secondMs && delayMs <= capMs);
		}),
	);
});

test('from the time on that the first ones end, no question comes later than it would without knowing', () => {
	fc.assert(
		fc.property(anyPhase, anyAge, anyUsual, (phase, ageMs, known) => {
			const askedAt = Math.max(ageMs, known.earlyMs);

			assert.ok(pollDelayMs(phase, askedAt, middle, known) <= pollDelayMs(phase, askedAt, middle));
		}),
	);
});

test('the nearer the first end is, the sooner the next question; what ends later is asked about later', () => {
	fc.assert(
		fc.property(fc.nat(20_000), fc.nat(1_000_000), fc.nat(1_000_000), (earlySeconds, one, other) => {
			const delayAt = (ageMs: number, early = earlySeconds) =>
				pollDelayMs('running', ageMs, middle, usual(early, early + 100));
			const [sooner, later] = [Math.min(one, other), Math.max(one, other)].map(ms =>
				Math.min(ms, 900 * earlySeconds),
			) as [number, number];

			// The cap is higher for tasks of more than an hour.
			if (sooner > hourMs === later > hourMs) {
				assert.ok(delayAt(sooner) >= delayAt(later));
			}

			assert.ok(delayAt(sooner) <= delayAt(sooner, earlySeconds + 10));
		}),
	);
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
