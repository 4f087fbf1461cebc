import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Reply} from '../../source/engine/ports.js';
import {UnreachableError} from '../../source/task/errors.js';
import {manyIds, problem, running, succeeded, taskId, watchOf} from '../helpers/watches.js';
import {hourMs, minuteMs, startPoller} from './poll-rig.js';

const [a, b] = [taskId('a'), taskId('b')] as const;
const longest = () => 0;
const middle = () => 0.5;
const shortest = () => 1;

/** Answers one after the other, the last one for ever. */
const inTurn = (...replies: readonly Reply[]) => {
	let count = 0;
	return async () => replies[Math.min(count++, replies.length - 1)] ?? {};
};

const unreachable = () => new UnreachableError('api.test', 'no answer within 30 s');

test('a question that fails is told with the number of failures in a row, which ends with an answer', async () => {
	const {want, clock, reports} = startPoller({
		askTask: inTurn(problem('gateway'), problem('bad_response'), {answer: running}, problem('gateway')),
	});

	want([a]);
	await clock.advance(minuteMs);

	assert.deepEqual(
		reports.slice(0, 4).map(({reading, failureCount}) => [reading.problem?.state ?? 'ok', failureCount]),
		[
			['gateway', 1],
			['bad_response', 2],
			['ok', 0],
			['gateway', 1],
		],
	);
});

test('an answer with a word that nobody knows is a failure and an answer', async () => {
	const {want, clock, reports} = startPoller({
		askTask: async () => ({answer: {...running, phase: 'unknown'}, ...problem('bad_response')}),
	});

	want([a]);
	await clock.advance(0);

	assert.deepEqual(
		reports.map(({reading, failureCount, isGivenUp}) => [reading.answer?.phase, failureCount, isGivenUp]),
		[['unknown', 1, false]],
	);
});

test('failures in a row are followed by ever longer waits, shortened at random by up to a half', async () => {
	const failing = async () => problem('gateway');
	const one = startPoller({random: longest, askTask: failing});
	const other = startPoller({random: shortest, askTask: failing});

	one.want([a]);
	other.want([a]);
	await one.clock.advance(4 * minuteMs);
	await other.clock.advance(2 * minuteMs);

	assert.deepEqual(
		one.times(),
		[0, 2, 6, 14, 30, 62, 122, 182].map(seconds => 1000 * seconds),
	);
	assert.deepEqual(
		other.times(),
		[0, 1, 3, 7, 15, 31, 61, 91].map(seconds => 1000 * seconds),
	);
});

test('what failed before counts on when a task comes back to the list', async () => {
	const {reconcile, clock, times, reports} = startPoller({random: longest, askTask: async () => problem('gateway')});

	reconcile([watchOf('a', {health: {state: 'gateway', failureCount: 3}})]);
	await clock.advance(20_000);

	assert.deepEqual(times(), [0, 16_000]);
	assert.equal(reports[0]?.failureCount, 4);
});

test('a question without an answer in time is one that found nobody', async () => {
	const {want, clock, reports} = startPoller({
		async askTask(_id, signal, {sleep}) {
			await sleep(30_000, signal);
			throw unreachable();
		},
	});

	want([a]);
	await clock.advance(30_000);

	assert.deepEqual(
		reports.map(({reading, answeredAt}) => ({...reading.problem, answeredAt})),
		[{state: 'offline', message: 'api.test is out of reach: no answer within 30 s', answeredAt: 30_000}],
	);
});

test('a time that the host names is waited for in full by all of its tasks, whatever the user wants', async () => {
	for (const random of [longest, middle, shortest]) {
		const {want, clock, countBetween, pollNow} = startPoller({
			random,
			askTask: inTurn({...problem('rate_limited'), retryAfterMs: 30_000}, {answer: running}),
		});

		want(manyIds(20));
		await clock.advance(10_000);
		pollNow(manyIds(20));
		await clock.advance(30_000);

		// Four were under way together when the first of them learned of it.
		assert.equal(countBetween(0, 30_000), 4);
		assert.ok(countBetween(30_000, 34_000) > 10);
	}
});

test('an answer that was under way when the host named a time does not open it', async () => {
	const {want, clock, countBetween} = startPoller({
		async askTask(id, signal, {now, sleep}) {
			if (id === 'task-0' && now() === 0) {
				return {...problem('rate_limited'), retryAfterMs: 60_000};
			}

			await sleep(500, signal);
			return {answer: running};
		},
	});

	want(manyIds(8));
	await clock.advance(2 * minuteMs);

	assert.equal(countBetween(0, minuteMs), 4);
	assert.ok(countBetween(minuteMs, 2 * minuteMs) > 8);
});

test('a service that is overloaded is left in peace as long as it says, as one that limits', async () => {
	const {want, clock, countBetween} = startPoller({
		askTask: inTurn({...problem('gateway'), retryAfterMs: 120_000}, {answer: running}),
	});

	want(manyIds(5));
	await clock.advance(3 * minuteMs);

	assert.equal(countBetween(1, 2 * minuteMs), 0);
	assert.ok(countBetween(2 * minuteMs, 3 * minuteMs) > 5);
});

test('a service that names too short a time is not asked sooner for it', async () => {
	const {want, clock, times} = startPoller({
		random: longest,
		askTask: async () => ({...problem('gateway'), retryAfterMs: 0}),
	});

	want([a]);
	await clock.advance(15_000);

	assert.deepEqual(times(), [0, 2000, 6000, 14_000]);
});

test('a time that comes with a good answer is kept by its task', async () => {
	const {want, clock, asked} = startPoller({
		pace: {intervalMs: 1000},
		askTask: async id => ({answer: running, ...(id === a && {retryAfterMs: 3000})}),
	});

	want([a, b]);
	await clock.advance(3000);

	assert.deepEqual(
		asked.map(({id, at}) => `${id} ${at}`),
		['a 0', 'b 0', 'b 1000', 'b 2000', 'b 3000'],
	);
});

test('a host that limits without naming a time is left in peace, ever longer', async () => {
	const {want, clock, countBetween} = startPoller({askTask: async () => problem('rate_limited')});

	want(manyIds(1000));
	await clock.advance(6 * minuteMs);

	assert.ok(countBetween(0, minuteMs) <= 9, `There were ${countBetween(0, minuteMs)} questions.`);
	assert.ok(countBetween(minuteMs, 6 * minuteMs) <= 10);
});

test('a task that the service has never told of is given up after five more questions', async () => {
	const {want, clock, times, reports} = startPoller({askTask: async () => problem('not_found')});

	want([a]);
	await clock.advance(hourMs);

	assert.deepEqual(times(), [0, 2000, 6000, 14_000, 30_000, 60_000]);
	assert.deepEqual(
		reports.map(({isGivenUp}) => isGivenUp),
		[false, false, false, false, false, true],
	);
	assert.equal(reports.at(-1)?.nextPollAt, undefined);
	assert.equal(clock.sleepCount(), 0);
});

test('a task that was told of is given up when it is denied three times, ten minutes apart', async () => {
	const {want, clock, times, reports} = startPoller({
		askTask: inTurn({answer: running}, problem('not_found')),
	});

	want([a]);
	await clock.advance(hourMs);

	assert.deepEqual(times(), [0, 5000, 10 * minuteMs + 5000, 20 * minuteMs + 5000]);
	assert.equal(reports.at(-1)?.isGivenUp, true);
});

test('a denial in between does not count for ever', async () => {
	const {want, clock, reports} = startPoller({
		askTask: inTurn(
			{answer: running},
			problem('not_found'),
			problem('not_found'),
			{answer: running},
			problem('not_found'),
			{answer: succeeded()},
		),
	});

	want([a]);
	await clock.advance(2 * hourMs);

	assert.equal(reports.length, 6);
	assert.equal(reports.at(-1)?.reading.answer?.phase, 'succeeded');
});

test('failures of the network are no denials: whoever comes back to a task gives it its five questions', async () => {
	const broken = Array.from({length: 8}, () => problem('gateway'));
	const {want, clock, reports} = startPoller({
		askTask: inTurn(...broken, problem('not_found'), problem('not_found'), {answer: running}),
	});

	want([a]);
	await clock.advance(hourMs);

	assert.ok(reports.every(({isGivenUp}) => !isGivenUp));
	assert.equal(reports.at(-1)?.reading.answer?.phase, 'running');
});

test('a task given up before gets one question when the user asks for it', async () => {
	const {reconcile, clock, times, reports} = startPoller({askTask: async () => problem('not_found')});

	reconcile([watchOf('a', {health: {state: 'not_found', failureCount: 6}, isAskedAgain: true})]);
	await clock.advance(hourMs);

	assert.deepEqual(times(), [0]);
	assert.equal(reports[0]?.isGivenUp, true);
});

test('a host that refuses the token twice gets five questions at most in the next hour, for all its tasks', async () => {
	for (const random of [longest, middle, shortest, Math.random]) {
		const {want, clock, times, countBetween} = startPoller({
			random,
			gate: {maxConcurrent: 1},
			askTask: async () => problem('auth'),
		});

		want(manyIds(20));
		await clock.advance(90 * minuteMs);

		const second = times()[1] ?? 0;
		const count = countBetween(second + 1, second + hourMs);
		assert.ok(count <= 5, `There were ${count}.`);
		assert.ok(count >= 3, `There were only ${count}.`);
	}
});

test('questions that were under way when the token was refused make the hold no longer', async () => {
	const {want, clock, times} = startPoller({random: longest, askTask: async () => problem('auth')});

	want(manyIds(20));
	await clock.advance(10 * minuteMs);

	// The fifth took the place of the first, which alone was no reason yet.
	assert.deepEqual(times(), [0, 0, 0, 0, 0, 2 * minuteMs, 6 * minuteMs]);
});

test('once the token is accepted again, all tasks are asked about without further waiting', async () => {
	const {want, clock, asked} = startPoller({
		random: longest,
		askTask: async (_id, _signal, {now}) => (now() < 5 * minuteMs ? problem('auth') : {answer: running}),
	});

	want(manyIds(20));
	await clock.advance(6 * minuteMs + 2000);

	const since = asked.filter(({at}) => at >= 6 * minuteMs);
	assert.equal(new Set(since.map(({id}) => id)).size, 20);
});

test('a host out of reach is probed by one question, not by one of each task', async () => {
	const {want, clock, times} = startPoller({
		random: longest,
		async askTask() {
			throw unreachable();
		},
	});

	want(manyIds(50));
	await clock.advance(2 * minuteMs);

	assert.deepEqual(times(), [0, 0, 0, 0, 0, 2000, 6000, 14_000, 30_000, 62_000]);
});

test('it is the same task that probes, so that its report tells for how long it has been in vain', async () => {
	const {want, clock, reports} = startPoller({
		random: longest,
		async askTask() {
			throw unreachable();
		},
	});

	want(manyIds(50));
	await clock.advance(minuteMs);

	assert.deepEqual(
		reports.slice(4).map(({id, failureCount, nextPollAt}) => [id, failureCount, nextPollAt]),
		[
			['task-4', 1, 2000],
			['task-4', 2, 6000],
			['task-4', 3, 14_000],
			['task-4', 4, 30_000],
			['task-4', 5, 62_000],
		],
	);
});

test('one question without a way does not hold the host', async () => {
	const {want, clock, times} = startPoller({
		pace: {intervalMs: 1000},
		async askTask(id) {
			if (id === a) {
				throw unreachable();
			}

			return {answer: running};
		},
	});

	want([a, b]);
	await clock.advance(5000);

	assert.deepEqual(times(b), [0, 1000, 2000, 3000, 4000, 5000]);
});

test('when the host is back, all tasks go on within seconds', async () => {
	const {want, clock, asked, reports} = startPoller({
		async askTask(_id, _signal, {now}) {
			if (now() < 100_000) {
				throw unreachable();
			}

			return {answer: running};
		},
	});

	want(manyIds(20));
	await clock.advance(3 * minuteMs);

	const backAt = reports.find(({reading}) => reading.answer)?.answeredAt ?? 0;
	assert.ok(backAt >= 100_000 && backAt <= 160_000);
	assert.equal(new Set(asked.filter(({at}) => at >= backAt && at <= backAt + 3000).map(({id}) => id)).size, 20);
});

test('a host that denies a task is well, and opens for the others', async () => {
	const {want, clock, countBetween} = startPoller({
		random: longest,
		async askTask(_id, signal, {now, sleep}) {
			if (now() < 1000) {
				throw unreachable();
			}

			await sleep(100, signal);
			return problem('not_found');
		},
	});

	want(manyIds(20));
	await clock.advance(2200);

	assert.equal(countBetween(2000, 2001), 1);
	assert.equal(countBetween(2100, 2101), 4);
});

test('asking now probes a held host with one question', async () => {
	const {want, clock, countBetween, pollNow} = startPoller({random: longest, askTask: async () => problem('auth')});

	want(manyIds(20));
	await clock.advance(minuteMs);
	pollNow(manyIds(20));
	await clock.advance(minuteMs);

	assert.equal(countBetween(1, 2 * minuteMs), 1);
});

test('asking now ends the wait after a failure', async () => {
	const {want, clock, times, pollNow} = startPoller({
		random: longest,
		askTask: inTurn(problem('quota'), {answer: succeeded()}),
	});

	want([a]);
	await clock.advance(1000);
	pollNow([a]);
	await clock.advance(hourMs);

	assert.deepEqual(times(), [0, 1000]);
});

test('one task that the token is not good for holds up no other, however seldom those are asked', async () => {
	const {want, clock, times} = startPoller({
		random: longest,
		pace: {minIntervalMs: 5 * minuteMs},
		askTask: async id => (id === a ? problem('auth') : {answer: running}),
	});

	want([a, b]);
	await clock.advance(hourMs);

	assert.equal(times(b).length, 13);
});

test('two tasks that the token is not good for let a third one show that it is good', async () => {
	const {want, clock, times} = startPoller({
		random: longest,
		askTask: async (id, _signal, {now}) => (id === 'task-2' && now() > 0 ? {answer: running} : problem('auth')),
	});

	want(manyIds(3));
	await clock.advance(hourMs);

	assert.ok(times(taskId('task-2')).length > 20);
});

test('a host that asks for more than an hour is asked all the same when the user wants it', async () => {
	const {want, clock, times, pollNow} = startPoller({
		askTask: inTurn({...problem('rate_limited'), retryAfterMs: 365 * 24 * hourMs}, {answer: running}),
	});

	want([a]);
	await clock.advance(2 * hourMs);
	pollNow([a]);
	await clock.advance(1000);

	assert.deepEqual(times(), [0, 2 * hourMs]);
});
