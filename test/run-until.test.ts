import assert from 'node:assert/strict';
import {test} from 'node:test';
import {runUntil} from '../source/run-until.js';
import {isAllDone} from '../source/store/selectors.js';
import {running, succeeded} from './helpers/watches.js';
import {startSession} from './session-rig.js';

/** A run over a pipe that ends when it is told to. */
const start = (phase: 'running' | 'done') => {
	const answer = phase === 'running' ? running : succeeded('https://m.test/1');
	const rig = startSession({isStarted: false, askTask: async () => ({answer})}, []);
	const input = Promise.withResolvers<void>();
	const controller = new AbortController();
	let end: unknown = 'none yet';
	void runUntil(rig, {
		signal: controller.signal,
		isOver: (state, isInputOver) => isInputOver && isAllDone(state),
		input: input.promise,
	}).then(
		value => {
			end = value;
		},
		(error: Error) => {
			end = error.message;
		},
	);
	return {...rig, input, abort: () => controller.abort(), end: () => end};
};

test('it goes on while more tasks may come, and is over once none will and all are settled', async () => {
	const {add, clock, input, end} = start('done');
	add('a');
	await clock.advance(1000);
	assert.equal(end(), 'none yet');

	input.resolve();
	await clock.advance(0);

	assert.equal(end(), true);
	assert.equal(clock.sleepCount(), 0);
});

test('what ends it before that is told apart', async () => {
	const {add, clock, input, abort, end} = start('running');
	add('a');
	input.resolve();
	await clock.advance(1000);

	abort();
	await clock.advance(0);

	assert.equal(end(), false);
});

test('a fault of the input ends it, and all that is under way', async () => {
	const {add, clock, input, end} = start('running');
	add('a');
	await clock.advance(1000);

	input.reject(new Error('cannot be read'));
	await clock.advance(0);

	assert.equal(end(), 'cannot be read');
	assert.equal(clock.sleepCount(), 0);
});
