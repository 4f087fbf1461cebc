import assert from 'node:assert/strict';
import {getEventListeners} from 'node:events';
import {test} from 'node:test';
import {createSystemClock} from '../../source/platform/system-clock.js';
import {createTimingWheel} from '../../source/platform/timing-wheel.js';

/** A wheel whose time stands still, and the one timer that it may set. */
const createBench = () => {
	let now = 0;
	let timer: {readonly call: () => void; readonly dueAt: number} | undefined;
	const setFor: number[] = [];
	const wheel = createTimingWheel({
		monotonicNow: () => now,
		setTimer(call, milliseconds) {
			assert.equal(timer, undefined, 'one timer at a time');
			setFor.push(milliseconds);
			const own = {call, dueAt: now + milliseconds};
			timer = own;
			return () => {
				assert.equal(timer, own);
				timer = undefined;
			};
		},
	});

	return {
		...wheel,
		setFor,
		now: () => now,
		isIdle: () => timer === undefined,
		advanceTo(time: number) {
			while (timer && timer.dueAt <= time) {
				const {call, dueAt} = timer;
				now = dueAt;
				timer = undefined;
				call();
			}

			now = time;
		},
	};
};

test('waits that are due at almost the same time share one timer, and none ends early', () => {
	const {schedule, advanceTo, now, setFor, isIdle} = createBench();
	const calledAt: Array<readonly [wait: number, at: number]> = [];
	advanceTo(7);

	for (const wait of [1000, 1010, 1043, 1044, 2000]) {
		schedule(() => calledAt.push([wait, now()]), wait);
	}

	advanceTo(10_000);
	assert.deepEqual(calledAt, [
		[1000, 1050],
		[1010, 1050],
		[1043, 1050],
		[1044, 1100],
		[2000, 2050],
	]);
	assert.deepEqual(setFor, [1043, 50, 950]);
	assert.equal(isIdle(), true);
});

test('a short wait is kept within ten milliseconds', () => {
	const {schedule, advanceTo, now} = createBench();
	const calledAt: number[] = [];
	advanceTo(3);

	for (const wait of [0, 5, 30, 250]) {
		schedule(() => calledAt.push(now()), wait);
	}

	advanceTo(1000);
	assert.deepEqual(calledAt, [10, 10, 40, 260]);
});

test('an earlier wait takes the timer, and gives it back when it is taken back', () => {
	const {schedule, advanceTo, setFor, now} = createBench();
	const calledAt: number[] = [];
	schedule(() => calledAt.push(now()), 5000);

	const cancel = schedule(() => calledAt.push(now()), 1000);
	cancel();
	cancel();

	advanceTo(10_000);
	assert.deepEqual(setFor, [5000, 1000, 5000]);
	assert.deepEqual(calledAt, [5000]);
});

test('no timer is left when all waits are taken back', () => {
	const {schedule, isIdle} = createBench();

	for (const cancel of [schedule(() => undefined, 20), schedule(() => undefined, 20), schedule(() => undefined, 900)]) {
		cancel();
	}

	assert.equal(isIdle(), true);
});

test('a long wait looks at the clock each minute, so that it ends soon after the computer has slept', () => {
	const {schedule, advanceTo, setFor, now} = createBench();
	const calledAt: number[] = [];
	schedule(() => calledAt.push(now()), 150_000);

	advanceTo(200_000);

	assert.deepEqual(setFor, [60_000, 60_000, 30_000]);
	assert.deepEqual(calledAt, [150_000]);
});

test('a call may schedule another, and take back one that is due with it', () => {
	const {schedule, advanceTo, now} = createBench();
	const calls: string[] = [];
	schedule(() => {
		cancelSecond();
		schedule(() => calls.push(`third at ${now()}`), 1000);
		calls.push(`first at ${now()}`);
	}, 1000);
	const cancelSecond = schedule(() => calls.push('second'), 1000);

	advanceTo(5000);

	assert.deepEqual(calls, ['first at 1000', 'third at 2000']);
});

test('a real wait ends after its time and leaves no listener', async () => {
	const clock = createSystemClock();
	const {signal} = new AbortController();
	const start = performance.now();

	await clock.sleep(5, signal);

	assert.ok(performance.now() - start >= 5);
	assert.deepEqual(getEventListeners(signal, 'abort'), []);
});

test('an aborted wait rejects with the reason, at once', async () => {
	const clock = createSystemClock();
	const controller = new AbortController();
	const reason = new Error('enough');
	const sleep = clock.sleep(3_600_000, controller.signal);

	controller.abort(reason);

	await assert.rejects(sleep, reason);
	await assert.rejects(clock.sleep(1, controller.signal), reason);
	assert.deepEqual(getEventListeners(controller.signal, 'abort'), []);
});

test('tells the time of day', () => {
	const before = Date.now();

	const now = createSystemClock().now();

	assert.ok(now >= before && now <= Date.now());
});
