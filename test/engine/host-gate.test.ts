import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createHostGate, type HostGateOptions} from '../../source/engine/host-gate.js';
import {createFakeClock} from '../helpers/fake-clock.js';

/** A gate at the time 0, with a diary of who went in and when. */
const setUp = (options: Partial<HostGateOptions> = {}) => {
	const clock = createFakeClock(0);
	const gate = createHostGate({clock, maxConcurrent: 100, perSecond: 5, burst: 10, ...options});
	const diary: string[] = [];
	const leave = new Map<string, () => void>();

	const enter = (name: string, {isProbe = false} = {}) => {
		const controller = new AbortController();
		const entered = gate.enter(controller.signal, isProbe).then(
			leaving => {
				diary.push(`${name} ${clock.now()}`);
				leave.set(name, leaving);
			},
			(error: unknown) => diary.push(`${name} turned away: ${String(error)}`),
		);
		return {entered, abort: (reason: string) => controller.abort(reason)};
	};

	const enterAll = (...names: readonly string[]) => names.map(name => enter(name));
	return {clock, gate, diary, enter, enterAll, leave: (name: string) => leave.get(name)?.()};
};

test('whoever comes first goes in first', async () => {
	const {clock, diary, enterAll} = setUp({maxConcurrent: 3});

	enterAll('a', 'b', 'c', 'd');
	await clock.advance(0);

	assert.deepEqual(diary, ['a 0', 'b 0', 'c 0']);
});

test('each place that is left goes to the one who has waited longest, once', async () => {
	const {clock, diary, enterAll, leave} = setUp({maxConcurrent: 1});

	enterAll('a', 'b', 'c');
	await clock.advance(0);
	leave('a');
	leave('a');
	await clock.advance(0);

	assert.deepEqual(diary, ['a 0', 'b 0']);
});

test('a burst may start together, and then as many in a second as the rate allows', async () => {
	const {clock, diary, enterAll} = setUp({perSecond: 2, burst: 3});

	enterAll('a', 'b', 'c', 'd', 'e', 'f');
	await clock.advance(2000);

	assert.deepEqual(diary, ['a 0', 'b 0', 'c 0', 'd 500', 'e 1000', 'f 1500']);
});

test('a pause fills the burst up again, but no further', async () => {
	const {clock, diary, enterAll} = setUp({perSecond: 2, burst: 2});

	enterAll('a', 'b');
	await clock.advance(60_000);
	enterAll('c', 'd', 'e');
	await clock.advance(500);

	assert.deepEqual(diary.slice(2), ['c 60000', 'd 60000', 'e 60500']);
});

test('a rate that does not divide a second is kept without an endless wake-up', async () => {
	const {clock, diary, enterAll} = setUp({perSecond: 3, burst: 1});

	enterAll('a', 'b', 'c', 'd');
	await clock.advance(1100);

	assert.deepEqual(diary, ['a 0', 'b 334', 'c 668', 'd 1002']);
});

test('who gives up while waiting is turned away with the reason, and keeps nobody waiting', async () => {
	const {clock, diary, enterAll, leave} = setUp({maxConcurrent: 1});

	const [, b] = enterAll('a', 'b', 'c');
	await clock.advance(0);
	b?.abort('enough');
	leave('a');
	await clock.advance(0);

	assert.deepEqual(diary, ['a 0', 'b turned away: enough', 'c 0']);
});

test('who has given up before is turned away at once', async () => {
	const {gate} = setUp();

	await assert.rejects(gate.enter(AbortSignal.abort(new Error('enough'))), {message: 'enough'});
});

test('giving up after having gone in changes nothing', async () => {
	const {clock, diary, enterAll} = setUp({maxConcurrent: 1});

	const [a] = enterAll('a', 'b');
	await clock.advance(0);
	a?.abort('enough');
	await clock.advance(0);

	assert.deepEqual(diary, ['a 0']);
});

test('a hold lets nobody in until it ends, then one at a time until the host is well', async () => {
	const {clock, gate, diary, enterAll, leave} = setUp();

	gate.hold(3000);
	enterAll('a', 'b', 'c');
	await clock.advance(10_000);
	assert.deepEqual(diary, ['a 3000']);

	leave('a');
	await clock.advance(0);
	assert.deepEqual(diary, ['a 3000', 'b 10000']);

	gate.reopen();
	await clock.advance(0);
	assert.deepEqual(diary, ['a 3000', 'b 10000', 'c 10000']);
});

test('a hold becomes longer, never shorter', async () => {
	const {clock, gate, diary, enter} = setUp();

	gate.hold(3000);
	gate.hold(1000);
	enter('a');
	gate.hold(5000);
	await clock.advance(10_000);

	assert.deepEqual(diary, ['a 5000']);
});

test('the host is well: a hold ends at once', async () => {
	const {clock, gate, diary, enterAll} = setUp();

	gate.hold(60_000);
	enterAll('a', 'b');
	await clock.advance(1000);
	gate.reopen();
	await clock.advance(0);

	assert.deepEqual(diary, ['a 1000', 'b 1000']);
});

test('a probe may go at once although the host is held, and no other with it', async () => {
	const {clock, gate, diary, enterAll} = setUp();

	gate.hold(60_000);
	enterAll('a', 'b');
	await clock.advance(1000);
	gate.probe();
	await clock.advance(5000);

	assert.deepEqual(diary, ['a 1000']);
});

test('a pause that the host asked for is ended by nothing', async () => {
	const {clock, gate, diary, enterAll, leave} = setUp();

	gate.pause(60_000);
	gate.pause(1000);
	enterAll('a', 'b');
	gate.reopen();
	gate.probe();
	await clock.advance(70_000);
	assert.deepEqual(diary, ['a 60000']);

	gate.reopen();
	leave('a');
	await clock.advance(0);
	assert.deepEqual(diary, ['a 60000', 'b 70000']);
});

test('who probes goes before all others, the latest first', async () => {
	const {clock, gate, diary, enter, enterAll, leave} = setUp();

	gate.hold(1000);
	enterAll('a', 'b');
	enter('first probe', {isProbe: true});
	enter('second probe', {isProbe: true});
	await clock.advance(1000);
	leave('second probe');
	await clock.advance(0);
	gate.reopen();
	await clock.advance(0);

	assert.deepEqual(diary, ['second probe 1000', 'first probe 1000', 'a 1000', 'b 1000']);
});

test('no timer runs when nobody waits', async () => {
	const {clock, gate, enterAll} = setUp({burst: 1});

	gate.hold(60_000);
	assert.equal(clock.sleepCount(), 0);

	const waiting = enterAll('a', 'b');
	assert.equal(clock.sleepCount(), 1);

	for (const {abort} of waiting) {
		abort('enough');
	}

	assert.equal(clock.sleepCount(), 0);
	await clock.advance(0);
});

test('a time of day that is set back by a day makes a hold longer by no more than it had lasted', async () => {
	const clock = createFakeClock(0);
	let setBackMs = 0;
	const setBack = {...clock, now: () => clock.now() - setBackMs};
	const gate = createHostGate({clock: setBack, maxConcurrent: 4, perSecond: 5, burst: 10});
	const enteredAts: number[] = [];
	const enter = async () => gate.enter(new AbortController().signal).then(() => enteredAts.push(clock.now()));

	gate.hold(60_000);
	void enter();
	await clock.advance(30_000);
	setBackMs = 24 * 60 * 60 * 1000;
	void enter();
	await clock.advance(60_000);

	assert.deepEqual(enteredAts, [90_000]);
});
