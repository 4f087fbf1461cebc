import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createTurns} from '../../source/engine/turns.js';

const never = new AbortController().signal;

/** Turns by name, and who had theirs. */
const setUp = (limits = {maxConcurrent: 3, maxPerHost: 2}) => {
	const make = createTurns(limits);
	const begun: string[] = [];
	return {
		begun,
		turn(name: string, host: string, signal = never) {
			const turn = make(host, signal);
			return {
				...turn,
				async take() {
					await turn.take();
					begun.push(name);
				},
			};
		},
		settle: async () => new Promise(resolve => setImmediate(resolve)),
	};
};

test('each host has its own places, and a slow one leaves the others theirs', async () => {
	const {turn, begun, settle} = setUp();
	const turns = [turn('a1', 'a'), turn('a2', 'a'), turn('a3', 'a'), turn('b1', 'b'), turn('c1', 'c')];

	void turns.map(async ({take}) => take());
	await settle();
	assert.deepEqual(begun, ['a1', 'a2', 'b1']);

	turns[3]?.leave();
	await settle();
	assert.deepEqual(begun, ['a1', 'a2', 'b1', 'c1']);

	turns[0]?.leave();
	await settle();
	assert.deepEqual(begun, ['a1', 'a2', 'b1', 'c1', 'a3']);
});

test('who rests leaves the place to other hosts, keeps its own host’s, and comes back before those who came later', async () => {
	const {turn, begun, settle} = setUp({maxConcurrent: 1, maxPerHost: 1});
	const [first, second, other, last] = [turn('a1', 'a'), turn('a2', 'a'), turn('b1', 'b'), turn('b2', 'b')];
	void [first, second, other, last].map(async ({take}) => take());
	await settle();

	first.rest();
	await settle();
	assert.deepEqual(begun, ['a1', 'b1']);

	void first.take();
	other.leave();
	await settle();
	assert.deepEqual(begun, ['a1', 'b1', 'a1']);
});

test('who has a place has it for as long as he does not leave it', async () => {
	const {turn, begun, settle} = setUp({maxConcurrent: 1, maxPerHost: 1});
	const [first, second] = [turn('a', 'a'), turn('b', 'b')];

	await first.take();
	void second.take();
	await first.take();
	await settle();
	assert.deepEqual(begun, ['a', 'a']);

	first.leave();
	first.leave();
	await settle();
	assert.deepEqual(begun, ['a', 'a', 'b']);
});

test('who gives up while waiting is turned away with the reason, and holds nobody up', async () => {
	const {turn, begun, settle} = setUp({maxConcurrent: 1, maxPerHost: 1});
	const controller = new AbortController();
	const [first, second, third] = [turn('a', 'a'), turn('b', 'b', controller.signal), turn('c', 'c')];
	await first.take();
	const turnedAway = assert.rejects(second.take(), {name: 'AbortError'});
	void third.take();

	controller.abort();
	await turnedAway;
	await assert.rejects(second.take(), {name: 'AbortError'});
	first.leave();
	await settle();

	assert.deepEqual(begun, ['a', 'c']);
});
