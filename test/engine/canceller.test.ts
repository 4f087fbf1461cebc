import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createCanceller} from '../../source/engine/canceller.js';
import {createHostGate} from '../../source/engine/host-gate.js';
import type {Reply} from '../../source/engine/ports.js';
import {UnreachableError} from '../../source/task/errors.js';
import type {Problem} from '../../source/task/health.js';
import {createFakeClock} from '../helpers/fake-clock.js';
import {answerOf, doneAnswer, problem, taskId} from '../helpers/watches.js';

const id = taskId('task-1');

const cancelAfter = async (answers: () => Reply, refusal?: Problem) => {
	const done: string[] = [];
	const gate = createHostGate({clock: createFakeClock(), maxConcurrent: 1, perSecond: 100, burst: 100});
	const cancel = createCanceller({
		async askTask() {
			done.push('asked');
			return answers();
		},
		async cancelTask() {
			done.push('cancelled');
			return refusal;
		},
		gateOf: () => gate,
	});
	const {signal} = new AbortController();
	const result = await cancel(id, signal);
	// The place at the host is free again, however it ended.
	(await gate.enter(signal))();
	return {...result, done};
};

test('a task that still runs is cancelled', async () => {
	assert.deepEqual(await cancelAfter(() => ({answer: answerOf()})), {
		isDone: true,
		text: 'The service was asked to cancel it.',
		done: ['asked', 'cancelled'],
	});
});

test('a task that has ended since the last answer is left alone, so that no result is lost', async () => {
	const {isDone, done} = await cancelAfter(() => ({answer: doneAnswer()}));

	assert.deepEqual({isDone, done}, {isDone: false, done: ['asked']});
});

test('a task that cannot be asked about is left alone', async () => {
	const {isDone, text, done} = await cancelAfter(() => problem('gateway', 'HTTP 502'));

	assert.deepEqual({isDone, done}, {isDone: false, done: ['asked']});
	assert.equal(text, 'Not cancelled, as the task cannot be asked about: HTTP 502');
});

test('what the service has against it is told', async () => {
	const {isDone, text} = await cancelAfter(() => ({answer: answerOf()}), {state: 'bad_response', message: 'too late'});

	assert.deepEqual({isDone, text}, {isDone: false, text: 'The service did not cancel it: too late'});
});

test('a service out of reach is told', async () => {
	const {isDone, text} = await cancelAfter(() => {
		throw new UnreachableError('api.test', 'connection refused');
	});

	assert.deepEqual(
		{isDone, text},
		{isDone: false, text: 'Not cancelled: api.test is out of reach: connection refused'},
	);
});
