import assert from 'node:assert/strict';
import {test} from 'node:test';
import {isHopeless} from '../../source/store/hopeless.js';
import type {HealthState} from '../../source/task/health.js';
import type {Watch} from '../../source/task/watch.js';
import {storeOf, succeeded, watchOf} from '../helpers/watches.js';

let nextId = 0;
const failing = (state: HealthState, failureCount: number, watch: Partial<Watch> = {}): Watch =>
	watchOf(`task-${nextId++}`, {health: {state, failureCount}, ...watch});

const judge = (...watches: readonly Watch[]) => isHopeless(storeOf(watches).getState());

test('a token that is refused twice, or a quota used up, is hopeless, on one task or on two', () => {
	for (const state of ['auth', 'quota'] as const) {
		assert.equal(judge(failing(state, 1)), false);
		assert.equal(judge(failing(state, 2)), true);
		assert.equal(judge(failing(state, 1), watchOf('new'), failing(state, 1)), true);
	}

	assert.equal(judge(failing('auth', 1), failing('quota', 1)), false);
});

test('a service that is out of reach is hopeless after a while, however many tasks it has', () => {
	const eachOnce = Array.from({length: 20}, () => failing('offline', 1));

	assert.equal(judge(...eachOnce), false);
	assert.equal(judge(...eachOnce, failing('offline', 7)), false);
	assert.equal(judge(...eachOnce, failing('offline', 8)), true);
});

test('a service that fails, or talks nonsense, is given more time', () => {
	assert.equal(judge(failing('gateway', 11)), false);
	assert.equal(judge(failing('gateway', 12)), true);
	assert.equal(judge(failing('bad_response', 5)), false);
	assert.equal(judge(failing('bad_response', 6)), true);
});

test('being asked for patience, or not knowing a task, is never hopeless', () => {
	assert.equal(judge(failing('rate_limited', 1000), failing('not_found', 1000)), false);
});

test('what is finished does not count', () => {
	assert.equal(judge(failing('auth', 5, {answer: succeeded()}), failing('auth', 5, {isGivenUp: true})), false);
});
