import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createHostGate} from '../../source/engine/host-gate.js';
import type {TaskId} from '../../source/task/task.js';
import {createFakeClock} from '../helpers/fake-clock.js';
import {manyIds, problem, running, succeeded, taskId, taskIds, watchOf} from '../helpers/watches.js';
import {minuteMs, startPoller} from './poll-rig.js';

const [a, b] = [taskId('a'), taskId('b')] as const;

test('a task is asked about at once, and again whenever it is due', async () => {
	const {want, clock, times} = startPoller({askTask: async () => ({answer: running})});

	want([a]);
	await clock.advance(22_000);

	assert.deepEqual(times(), [0, 5000, 10_000, 15_000, 20_000]);
});

test('the older a task, the longer the time between two questions', async () => {
	const {want, clock, times} = startPoller({askTask: async () => ({answer: running})});

	want([a]);
	await clock.advance(10 * minuteMs);

	const gaps = times().map((at, index) => at - (times()[index - 1] ?? 0));
	assert.deepEqual(
		gaps,
		gaps.toSorted((one, other) => one - other),
	);
	assert.equal(gaps.at(-1), 30_000);
});

test('a report tells what was learned, when, and when the next question is due', async () => {
	const {want, clock, reports} = startPoller({
		async askTask(_id, signal, {sleep}) {
			await sleep(300, signal);
			return {answer: running};
		},
	});

	want([a]);
	await clock.advance(1000);

	assert.deepEqual(reports, [
		{
			id: 'a',
			reading: {answer: running},
			askedAt: 0,
			answeredAt: 300,
			failureCount: 0,
			nextPollAt: 5300,
			isGivenUp: false,
		},
	]);
});

test('tasks are asked about side by side, each in one loop however often it is wanted', async () => {
	const {want, clock, asked} = startPoller({askTask: async () => ({answer: running})});

	want([a, b]);
	want([a, b]);
	await clock.advance(6000);

	assert.deepEqual(asked, [
		{id: 'a', at: 0},
		{id: 'b', at: 0},
		{id: 'a', at: 5000},
		{id: 'b', at: 5000},
	]);
});

test('one host is asked no more questions at once than it has places', async () => {
	const under = new Set<TaskId>();
	const {want, clock} = startPoller({
		gate: {maxConcurrent: 3},
		async askTask(id) {
			under.add(id);
			return new Promise(() => undefined);
		},
	});

	want(manyIds(20));
	await clock.advance(minuteMs);

	assert.deepEqual([...under], manyIds(3));
});

test('a host without an answer keeps nobody from asking another one', async () => {
	const clock = createFakeClock(0);
	const gates = new Map(
		[a, b].map(id => [id, createHostGate({clock, maxConcurrent: 1, perSecond: 5, burst: 10})] as const),
	);
	const {want, reports, ...rig} = startPoller({
		gateOf: id => gates.get(id) ?? assert.fail(),
		askTask: async id => (id === a ? new Promise(() => undefined) : {answer: running}),
	});

	want([a, b]);
	await rig.clock.advance(0);

	assert.deepEqual(
		reports.map(({id}) => id),
		['b'],
	);
});

test('a settled task is not asked about again, as long as it is wanted', async () => {
	const {want, clock, times, reports} = startPoller({askTask: async () => ({answer: succeeded('https://m.test/v')})});

	want([a]);
	await clock.advance(minuteMs);
	want([a]);
	await clock.advance(minuteMs);

	assert.deepEqual(times(), [0]);
	assert.equal(reports[0]?.nextPollAt, undefined);
	assert.equal(reports[0]?.isGivenUp, false);
	assert.equal(clock.sleepCount(), 0);
});

test('a settled task that was let go and is wanted again is asked about anew', async () => {
	const {want, clock, times} = startPoller({askTask: async () => ({answer: succeeded()})});

	want([a]);
	await clock.advance(1000);
	want([]);
	want([a]);
	await clock.advance(1000);

	assert.deepEqual(times(), [0, 1000]);
});

test('a question is aborted at once when its task is no longer wanted, and nothing is told of it', async () => {
	const signals: AbortSignal[] = [];
	const {want, clock, reports} = startPoller({
		askTask: async (_id, signal) =>
			new Promise((_resolve, reject) => {
				signals.push(signal);
				signal.addEventListener('abort', () => reject(new Error('connect ECONNREFUSED')));
			}),
	});

	want([a]);
	await clock.advance(0);
	want([]);
	assert.deepEqual(
		signals.map(({aborted}) => aborted),
		[true],
	);

	await clock.advance(minuteMs);
	assert.deepEqual(reports, []);
});

test('an answer that comes in spite of an abort is not told', async () => {
	const answered = Promise.withResolvers<void>();
	const {want, clock, reports} = startPoller({
		async askTask() {
			await answered.promise;
			return {answer: running};
		},
	});

	want([a]);
	await clock.advance(0);
	want([]);
	answered.resolve();
	await clock.advance(minuteMs);

	assert.deepEqual(reports, []);
});

test('no timer is left of tasks that are no longer wanted, whether they slept or waited for a place', async () => {
	const {want, clock} = startPoller({
		gate: {burst: 1, perSecond: 0.01},
		askTask: async () => ({answer: running}),
	});

	want([a, b]);
	await clock.advance(1000);
	assert.equal(clock.sleepCount(), 2);

	want([]);
	await clock.advance(0);
	assert.equal(clock.sleepCount(), 0);
});

test('no timer is left where the report itself makes the task unwanted', async () => {
	const rig = startPoller({
		report: () => rig.want([]),
		askTask: async () => ({answer: running}),
	});

	rig.want([a]);
	await rig.clock.advance(0);

	assert.equal(rig.clock.sleepCount(), 0);
});

test('a place that an aborted question held goes to the next', async () => {
	const {want, clock, asked} = startPoller({
		gate: {maxConcurrent: 1},
		askTask: async (_id, signal) =>
			new Promise((_resolve, reject) => {
				signal.addEventListener('abort', () => reject(signal.reason));
			}),
	});

	want([a, b]);
	await clock.advance(0);
	want([b]);
	await clock.advance(0);

	assert.deepEqual(
		asked.map(({id}) => id),
		['a', 'b'],
	);
});

test('asking now wakes only the tasks it is meant for', async () => {
	const {want, clock, asked, pollNow} = startPoller({askTask: async () => ({answer: running})});

	want([a, b]);
	await clock.advance(1000);
	pollNow([a]);
	await clock.advance(1000);

	assert.deepEqual(asked.slice(2), [{id: 'a', at: 1000}]);
});

test('asking now about a task that nobody watches does nothing', async () => {
	const {clock, pollNow, asked} = startPoller({askTask: async () => ({answer: running})});

	pollNow([a]);
	await clock.advance(minuteMs);

	assert.deepEqual(asked, []);
});

test('a fixed interval is kept whatever the age', async () => {
	const {reconcile, clock, times} = startPoller({pace: {intervalMs: 250}, askTask: async () => ({answer: running})});

	reconcile([watchOf('a', {addedAt: -5 * minuteMs})]);
	await clock.advance(1000);

	assert.deepEqual(times(), [0, 250, 500, 750, 1000]);
});

test('where it is known how long such tasks take, the questions follow that, unless the user wished an interval', async () => {
	const known = {runCount: 8, earlyMs: 50_000, medianMs: 52_000, lateMs: 55_000};
	const parts = {usualTimeOf: () => known, askTask: async () => ({answer: running})};
	const following = startPoller(parts);
	const wished = startPoller({...parts, pace: {intervalMs: 20_000}});

	for (const {want, clock} of [following, wished]) {
		want([a]);
		await clock.advance(minuteMs);
	}

	assert.deepEqual(following.times(), [0, 30_000, 45_000, 50_000, 55_000, 60_000]);
	assert.deepEqual(wished.times(), [0, 20_000, 40_000, 60_000]);
});

test('a task is never asked about more often than its service puts up with, whatever interval was wished', async () => {
	const pace = {intervalMs: 250, minIntervalMs: 5000};
	const {reconcile, clock, times} = startPoller({pace, askTask: async () => ({answer: running})});

	reconcile([watchOf('a', {addedAt: -5 * minuteMs})]);
	await clock.advance(15_000);

	assert.deepEqual(times(), [0, 5000, 10_000, 15_000]);
});

test('a service that puts up with less waits no longer than a wished interval that is longer', async () => {
	const pace = {intervalMs: 7000, minIntervalMs: 5000};
	const {reconcile, clock, times} = startPoller({pace, askTask: async () => ({answer: running})});

	reconcile([watchOf('a')]);
	await clock.advance(15_000);

	assert.deepEqual(times(), [0, 7000, 14_000]);
});

test('without a wished interval the least one of the service is kept where the age of the task would ask sooner', async () => {
	const {reconcile, clock, times} = startPoller({
		pace: {minIntervalMs: 30_000},
		askTask: async () => ({answer: running}),
	});

	reconcile([watchOf('a')]);
	await clock.advance(minuteMs);

	assert.deepEqual(times(), [0, 30_000, minuteMs]);
});

test('after a question that failed the least interval of the service is kept too', async () => {
	const {reconcile, clock, times} = startPoller({
		pace: {intervalMs: 250, minIntervalMs: 10_000},
		askTask: async () => problem('bad_response'),
	});

	reconcile([watchOf('a')]);
	await clock.advance(20_000);

	assert.deepEqual(times(), [0, 10_000, 20_000]);
});

test('each task is asked about at the pace of its own', async () => {
	const {want, clock, times} = startPoller({
		paceOf: id => ({host: 'api.test', intervalMs: id === a ? 1000 : 2000}),
		askTask: async () => ({answer: running}),
	});

	want([a, b]);
	await clock.advance(4000);

	assert.deepEqual(
		[times(a), times(b)],
		[
			[0, 1000, 2000, 3000, 4000],
			[0, 2000, 4000],
		],
	);
});

test('an error that nobody foresaw is a problem of its task, and the others are asked on', async () => {
	const {want, clock, reports, times} = startPoller({
		async askTask(id) {
			if (id === a) {
				throw new TypeError('x is not a function');
			}

			return {answer: running};
		},
	});

	want([a, b]);
	await clock.advance(6000);

	assert.deepEqual(reports[0]?.reading, {problem: {state: 'bad_response', message: 'x is not a function'}});
	assert.deepEqual(times(b), [0, 5000]);
	assert.deepEqual(times(a), [0, 3750]);
});

test('a thousand tasks never make more than ten questions at once and five a second, nor more than four under way', async () => {
	let underWay = 0;
	let mostUnderWay = 0;
	const {want, clock, times} = startPoller({
		random: Math.random,
		async askTask(_id, signal, {sleep}) {
			underWay++;
			mostUnderWay = Math.max(mostUnderWay, underWay);
			await sleep(20 + Math.random() * 600, signal);
			underWay--;
			return Math.random() < 0.05 ? problem('gateway') : {answer: running};
		},
	});

	want(manyIds(1000));
	await clock.advance(10 * minuteMs);

	const at = times();
	const tooMany = at.flatMap((from, first) =>
		at
			.slice(first)
			.flatMap((until, more) => (more + 1 > 10 + (5 * (until - from)) / 1000 + 1e-6 ? [{from, until}] : [])),
	);
	assert.deepEqual(tooMany, []);
	assert.equal(mostUnderWay, 4);
	assert.ok(at.length > 2900 && at.length <= 3010, `There were ${at.length} questions.`);
});

test('the identifiers of a list are asked about in its order', async () => {
	const {want, clock, asked} = startPoller({askTask: async () => ({answer: running})});

	want(taskIds('c', 'a', 'b'));
	await clock.advance(0);

	assert.deepEqual(
		asked.map(({id}) => id),
		['c', 'a', 'b'],
	);
});
