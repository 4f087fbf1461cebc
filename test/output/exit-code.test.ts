import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answeredExitCode, exitCodeOf, type Outcome} from '../../source/output/exit-code.js';
import type {Download} from '../../source/task/download.js';
import type {HealthState} from '../../source/task/health.js';
import type {Phase} from '../../source/task/task.js';
import type {Watch} from '../../source/task/watch.js';
import {downloadOf, running, savedAs, storeOf, succeeded, watchOf} from '../helpers/watches.js';

const codeOf = (
	watches: readonly Watch[],
	downloads: readonly Download[] = [],
	how: Pick<Outcome, 'isSaving' | 'isCutShort'> = {},
): number => exitCodeOf({watches, downloads, ...how});

const done = watchOf('done', {answer: succeeded('v')});
const ended = (phase: Phase): Watch => watchOf(phase, {answer: {...running, phase}});
const inTrouble = (state: HealthState): Watch => watchOf(state, {health: {state, failureCount: 3}});
const missing = watchOf('missing', {isGivenUp: true, health: {state: 'not_found', failureCount: 6}});
const notSaved = downloadOf('done', {type: 'failed', message: 'no space'});

test('all tasks succeeded and all files are saved: 0', () => {
	assert.equal(codeOf([done], [downloadOf('done', savedAs('/r/v'))]), 0);
});

test('a task that failed, was cancelled or expired: 3', () => {
	for (const phase of ['failed', 'cancelled', 'expired'] as const) {
		assert.equal(codeOf([done, ended(phase)]), 3);
	}
});

test('a token refused or a quota used up: 4', () => {
	assert.equal(codeOf([done, inTrouble('auth')]), 4);
	assert.equal(codeOf([done, inTrouble('quota')]), 4);
});

test('no way to find out: 6, and a task that cannot be asked about is no failed one', () => {
	for (const state of ['offline', 'gateway', 'bad_response', 'rate_limited'] as const) {
		assert.equal(codeOf([done, inTrouble(state)]), 6);
	}
});

test('a file that was not saved: 7', () => {
	assert.equal(codeOf([done], [notSaved]), 7);
});

test('a task that the API does not know: 8, also where it was asked about once only', () => {
	assert.equal(codeOf([done, missing]), 8);
	assert.equal(codeOf([done, inTrouble('not_found')]), 8);
});

test('a task that succeeded without a result is not saved, where that was asked for', () => {
	const withoutResult = watchOf('empty', {answer: succeeded()});

	assert.deepEqual([codeOf([withoutResult]), codeOf([withoutResult], [], {isSaving: true})], [0, 7]);
});

test('an end before all is done: 5, unless nothing at all could be found out', () => {
	const isCutShort = true;

	assert.equal(codeOf([watchOf('running', {answer: running})], [], {isCutShort}), 5);
	assert.equal(codeOf([watchOf('late', {answer: running, health: {state: 'offline'}})], [], {isCutShort}), 5);
	assert.equal(codeOf([watchOf('never asked')], [], {isCutShort}), 5);
	assert.equal(codeOf([done], [], {isCutShort}), 5);
	assert.equal(codeOf([inTrouble('offline')], [], {isCutShort}), 6);
});

test('of several that apply it is the first of 4, 3, 8, 7, 5 and 6', () => {
	const all = [inTrouble('offline'), ended('running'), missing, ended('failed'), inTrouble('auth'), done];
	const codesWith = (downloads: readonly Download[]) =>
		all.map((_, count) => codeOf(all.slice(0, all.length - count), downloads, {isCutShort: true}));

	assert.deepEqual(codesWith([notSaved]), [4, 4, 3, 8, 7, 7]);
	assert.deepEqual(codesWith([]), [4, 4, 3, 8, 5, 6]);
});

const answeredCodeOf = (...watches: readonly Watch[]): number => answeredExitCode(storeOf(watches).getState());

test('a single question that was answered is 0, whatever the phase', () => {
	for (const phase of ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired', 'unknown'] as const) {
		assert.equal(answeredCodeOf(ended(phase)), 0);
	}
});

test('a single question that was refused is 4, one about an unknown task 8, and any other without an answer 6', () => {
	const codes = {auth: 4, quota: 4, not_found: 8, offline: 6, gateway: 6, bad_response: 6, rate_limited: 6} as const;

	for (const [state, code] of Object.entries(codes)) {
		assert.equal(answeredCodeOf(inTrouble(state as HealthState)), code, state);
		assert.equal(answeredCodeOf(done, inTrouble(state as HealthState)), code, state);
	}
});

test('of several single questions it is the first of 4, 8 and 6', () => {
	assert.equal(answeredCodeOf(inTrouble('offline'), inTrouble('not_found'), inTrouble('auth'), done), 4);
	assert.equal(answeredCodeOf(inTrouble('offline'), inTrouble('not_found'), done), 8);
	assert.equal(answeredCodeOf(inTrouble('offline'), inTrouble('gateway')), 6);
});
