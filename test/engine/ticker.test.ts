import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Clock} from '../../source/engine/ports.js';
import {createTicker} from '../../source/engine/ticker.js';
import {createFakeClock} from '../helpers/fake-clock.js';

/** A ticker whose due time is set by the test, and that is due no more once it has ticked unless `repeatMs` is given. */
const setUp = ({repeatMs}: {readonly repeatMs?: number} = {}) => {
	const clock = createFakeClock(0);
	const ticks: number[] = [];
	let dueAt: number | undefined;
	const ticker = createTicker({
		clock,
		dueAt: () => dueAt,
		tick() {
			ticks.push(clock.now());
			dueAt = repeatMs === undefined ? undefined : clock.now() + repeatMs;
		},
	});

	return {
		clock,
		ticks,
		stop: ticker.stop,
		setDue(at: number | undefined) {
			dueAt = at;
			ticker.reconcile();
		},
	};
};

test('nothing is due: no timer runs', () => {
	const {clock, setDue} = setUp();

	setDue(undefined);

	assert.equal(clock.sleepCount(), 0);
});

test('it ticks when it is due, and no timer is left then', async () => {
	const {clock, setDue, ticks} = setUp();

	setDue(700);
	await clock.advance(5000);

	assert.deepEqual(ticks, [700]);
	assert.equal(clock.sleepCount(), 0);
});

test('it ticks again for as long as something is due', async () => {
	const {clock, setDue, ticks} = setUp({repeatMs: 1000});

	setDue(1000);
	await clock.advance(3500);

	assert.deepEqual(ticks, [1000, 2000, 3000]);
});

test('what is due earlier takes the place of what is due later, and the other way round', async () => {
	const {clock, setDue, ticks} = setUp();

	setDue(5000);
	setDue(1000);
	assert.equal(clock.sleepCount(), 1);
	await clock.advance(2000);
	setDue(3000);
	setDue(4000);
	await clock.advance(9000);

	assert.deepEqual(ticks, [1000, 4000]);
});

test('what is no longer due does not tick', async () => {
	const {clock, setDue, ticks} = setUp();

	setDue(1000);
	setDue(undefined);
	await clock.advance(5000);

	assert.deepEqual(ticks, []);
	assert.equal(clock.sleepCount(), 0);
});

test('what was due before now ticks at once', async () => {
	const {clock, setDue, ticks} = setUp();

	await clock.advance(1000);
	setDue(400);
	await clock.advance(0);

	assert.deepEqual(ticks, [1000]);
});

test('nothing ticks after a stop', async () => {
	const {clock, setDue, stop, ticks} = setUp({repeatMs: 1000});

	setDue(1000);
	await clock.advance(1500);
	stop();
	await clock.advance(5000);

	assert.deepEqual(ticks, [1000]);
	assert.equal(clock.sleepCount(), 0);
});

test('nothing ticks after a stop at the very moment that it falls due', async () => {
	const slept = Promise.withResolvers<void>();
	const clock: Clock = {now: () => 0, sleep: async () => slept.promise};
	let tickCount = 0;
	const {reconcile, stop} = createTicker({
		clock,
		dueAt: () => 1000,
		tick() {
			tickCount++;
		},
	});

	reconcile();
	slept.resolve();
	stop();
	await createFakeClock().advance(0);

	assert.equal(tickCount, 0);
});

test('a tick that asks for the next look itself does not double the timer', async () => {
	const clock = createFakeClock(0);
	const {reconcile, stop} = createTicker({
		clock,
		dueAt: () => clock.now() + 1000,
		tick: () => reconcile(),
	});

	reconcile();
	await clock.advance(2500);
	assert.equal(clock.sleepCount(), 1);

	stop();
	assert.equal(clock.sleepCount(), 0);
});
