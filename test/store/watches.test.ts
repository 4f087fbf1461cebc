import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Watch} from '../../source/task/watch.js';
import {isFinished} from '../../source/task/watch.js';
import {problem, reportOf, running, storeOf, succeeded, taskId, taskIds, watchOf} from '../helpers/watches.js';

const [a, b] = [taskId('a'), taskId('b')] as const;

const setUp = (...watches: readonly Watch[]) => {
	const store = storeOf(watches);
	return {
		store,
		actions: store.getState(),
		list: () => [...store.getState().watches.values()],
		only: () => [...store.getState().watches.values()][0] ?? assert.fail(),
	};
};

test('tasks are put on the list in the order given, each once, and the new ones are told', () => {
	const {actions, list} = setUp(watchOf('a'));

	const newIds = actions.watch(taskIds('c', 'a', 'b', 'c'), 500);

	assert.deepEqual(newIds, ['c', 'b']);
	assert.deepEqual(list(), [watchOf('a'), watchOf('c', {addedAt: 500}), watchOf('b', {addedAt: 500})]);
});

test('a task that is on the list stays as it is', () => {
	const {actions, store} = setUp(watchOf('a', {label: 'mine', answer: running}));
	const before = store.getState();

	assert.deepEqual(actions.watch([a], 500), []);
	assert.equal(store.getState(), before);
});

test('tasks are taken off, and unknown ones are left out', () => {
	const {actions, list} = setUp(watchOf('a'), watchOf('b'));

	actions.unwatch(taskIds('a', 'nobody'));

	assert.deepEqual(list(), [watchOf('b')]);
});

test('whole watches are put back behind those on the list', () => {
	const {actions, list} = setUp(watchOf('a'));
	const old = watchOf('b', {label: 'old', answer: succeeded('https://m.test/b')});

	actions.restore([old]);

	assert.deepEqual(list(), [watchOf('a'), old]);
});

test('a label is set, changed, and taken off by an empty one', () => {
	const {actions, only} = setUp(watchOf('a'));

	actions.label(a, 'rain');
	assert.equal(only().label, 'rain');

	actions.label(a, 'snow');
	assert.equal(only().label, 'snow');

	actions.label(a, '');
	assert.deepEqual(only(), watchOf('a'));
});

test('an answer is kept with how the asking went', () => {
	const {actions, only} = setUp(watchOf('a'));

	actions.pollsReported([reportOf('a', {answer: running}, {nextPollAt: 6200})]);

	assert.deepEqual(
		only(),
		watchOf('a', {
			answer: running,
			health: {state: 'ok', failureCount: 0, lastAnswerAt: 1200, roundTripMs: 200, nextPollAt: 6200},
		}),
	);
});

test('a question that failed leaves the last good answer, and when it came', () => {
	const {actions, only} = setUp(watchOf('a'));

	actions.pollsReported([reportOf('a', {answer: running})]);
	actions.pollsReported([
		reportOf('a', problem('gateway', '502'), {askedAt: 5000, answeredAt: 5100, failureCount: 3, nextPollAt: 9000}),
	]);

	assert.deepEqual(
		only(),
		watchOf('a', {
			answer: running,
			health: {
				state: 'gateway',
				message: '502',
				failureCount: 3,
				lastAnswerAt: 1200,
				roundTripMs: 100,
				nextPollAt: 9000,
			},
		}),
	);
});

test('the next good answer ends the trouble', () => {
	const {actions, only} = setUp(watchOf('a'));

	actions.pollsReported([reportOf('a', problem('gateway'))]);
	actions.pollsReported([reportOf('a', {answer: running})]);

	assert.deepEqual(only().health, {state: 'ok', failureCount: 0, lastAnswerAt: 1200, roundTripMs: 200});
});

test('of several reports about one task the last one counts', () => {
	const {actions, only} = setUp(watchOf('a'));

	actions.pollsReported([reportOf('a', {answer: running}), reportOf('a', {answer: succeeded()}, {answeredAt: 1300})]);

	assert.equal(only().answer?.phase, 'succeeded');
	assert.equal(only().sawEndAt, 1300);
});

test('a report about a task that is gone, or of nothing, changes nothing', () => {
	const {actions, store, list} = setUp(watchOf('a'));
	const before = store.getState();

	actions.pollsReported([]);
	assert.equal(store.getState(), before);

	actions.pollsReported([reportOf('b', {answer: running})]);
	assert.deepEqual(list(), [watchOf('a')]);
});

test('an answer that says the same stays the same object', () => {
	const {actions, only} = setUp(watchOf('a', {answer: running}));

	actions.pollsReported([reportOf('a', {answer: {...running, outputs: []}})]);

	assert.equal(only().answer, running);
});

test('an answer that says something new takes the place of the old one', () => {
	const {actions, only} = setUp(watchOf('a', {answer: running}));

	actions.pollsReported([reportOf('a', {answer: {...running, progress: 40}})]);

	assert.deepEqual(only().answer, {...running, progress: 40});
});

test('a result that is known is never lost, whatever the service says later', () => {
	const result = succeeded('https://m.test/v.mp4');
	const {actions, only} = setUp(watchOf('a', {answer: result}));

	for (const later of [
		running,
		{...running, phase: 'failed', error: 'expired'} as const,
		{...running, phase: 'unknown'} as const,
		succeeded(),
	]) {
		actions.pollsReported([reportOf('a', {answer: later})]);
		assert.equal(only().answer, result);
	}
});

test('fresh links take the place of old ones', () => {
	const {actions, only} = setUp(watchOf('a', {answer: succeeded('https://m.test/old')}));

	actions.pollsReported([reportOf('a', {answer: succeeded('https://m.test/new')})]);

	assert.deepEqual(only().answer, succeeded('https://m.test/new'));
});

test('a phase that is known stays known when the next answer has a word for it that nobody knows', () => {
	const {actions, only} = setUp(watchOf('a', {answer: running}));

	actions.pollsReported([reportOf('a', {answer: {...running, phase: 'unknown', statusText: 'warping'}})]);

	assert.equal(only().answer, running);
});

test('a first answer with a word that nobody knows is kept, and so is the next one', () => {
	const {actions, only} = setUp(watchOf('a'));

	for (const statusText of ['warping', 'folding']) {
		actions.pollsReported([reportOf('a', {answer: {...running, phase: 'unknown', statusText}})]);
		assert.equal(only().answer?.statusText, statusText);
	}
});

test('a task that failed may be told of otherwise', () => {
	const {actions, only} = setUp(watchOf('a', {answer: {...running, phase: 'failed', error: 'no'}}));

	actions.pollsReported([reportOf('a', {answer: running})]);

	assert.equal(only().answer, running);
});

test('the end of a task is noted where we saw it, and not where it had ended before', () => {
	const {actions, list} = setUp(watchOf('a', {answer: running}), watchOf('b'));

	actions.pollsReported([reportOf('a', {answer: succeeded()}), reportOf('b', {answer: succeeded()})]);

	assert.deepEqual(
		list().map(({sawEndAt}) => sawEndAt),
		[1200, undefined],
	);
});

test('a task that is given up is finished, and keeps what is known of it', () => {
	const {actions, only} = setUp(watchOf('a', {answer: running}));

	actions.pollsReported([reportOf('a', problem('not_found'), {isGivenUp: true})]);

	assert.equal(only().isGivenUp, true);
	assert.equal(only().answer, running);
	assert.ok(isFinished(only()));
});

test('a task with a result is not missing when the service has forgotten it', () => {
	const {actions, only} = setUp(watchOf('a', {answer: succeeded('https://m.test/v'), isAskedAgain: true}));

	actions.pollsReported([reportOf('a', problem('not_found'), {isGivenUp: true})]);

	assert.equal(only().isGivenUp, undefined);
	assert.ok(isFinished(only()));
});

test('a finished task is asked about once more, until an answer comes', () => {
	const result = succeeded('https://m.test/v');
	const {actions, only} = setUp(watchOf('a', {answer: result}));

	actions.askAgain([a, b]);
	assert.ok(!isFinished(only()));

	actions.pollsReported([reportOf('a', problem('offline'))]);
	assert.ok(!isFinished(only()));

	actions.pollsReported([reportOf('a', {answer: result})]);
	assert.ok(isFinished(only()));
	assert.equal(only().isAskedAgain, undefined);
});

test('a task given up is asked about once more, and given up again', () => {
	const {actions, only} = setUp(watchOf('a', {isGivenUp: true}));

	actions.askAgain([a]);
	assert.ok(!isFinished(only()));

	actions.pollsReported([reportOf('a', problem('not_found'), {isGivenUp: true})]);
	assert.ok(isFinished(only()));
});

test('a task given up that is told of after all is no longer given up', () => {
	const {actions, only} = setUp(watchOf('a', {isGivenUp: true, isAskedAgain: true}));

	actions.pollsReported([reportOf('a', {answer: running})]);

	assert.equal(only().isGivenUp, undefined);
	assert.ok(!isFinished(only()));
});
