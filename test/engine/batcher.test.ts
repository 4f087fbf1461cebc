import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createBatcher} from '../../source/engine/batcher.js';
import type {Clock} from '../../source/engine/ports.js';
import {createFakeClock} from '../helpers/fake-clock.js';

const setUp = () => {
	const clock = createFakeClock(0);
	const commits: {readonly at: number; readonly items: readonly string[]}[] = [];
	const batcher = createBatcher<string>({
		clock,
		intervalMs: 100,
		commit: items => commits.push({at: clock.now(), items}),
	});
	return {clock, commits, ...batcher};
};

test('what comes alone is committed at once, and no timer runs', () => {
	const {add, commits, clock} = setUp();

	add('a');

	assert.deepEqual(commits, [{at: 0, items: ['a']}]);
	assert.equal(clock.sleepCount(), 0);
});

test('what follows within the interval is committed together when it ends', async () => {
	const {add, commits, clock} = setUp();

	add('a');
	await clock.advance(30);
	add('b');
	add('c');
	await clock.advance(200);
	add('d');

	assert.deepEqual(commits, [
		{at: 0, items: ['a']},
		{at: 100, items: ['b', 'c']},
		{at: 230, items: ['d']},
	]);
});

test('however much comes, there are ten commits a second at most, and nothing is lost', async () => {
	const {add, commits, clock} = setUp();
	const items = Array.from({length: 1000}, (_, n) => `item ${n}`);

	for (const item of items) {
		add(item);
		await clock.advance(1);
	}

	await clock.advance(100);
	assert.equal(commits.length, 11);
	assert.deepEqual(
		commits.flatMap(commit => commit.items),
		items,
	);
});

test('a flush commits what waits now, and leaves no timer', async () => {
	const {add, flush, commits, clock} = setUp();

	add('a');
	add('b');
	await clock.advance(40);
	flush();
	await clock.advance(0);

	assert.deepEqual(commits[1], {at: 40, items: ['b']});
	assert.equal(clock.sleepCount(), 0);
});

test('the interval counts from a flush too', async () => {
	const {add, flush, commits, clock} = setUp();

	add('a');
	add('b');
	await clock.advance(90);
	flush();
	add('c');
	await clock.advance(1000);

	assert.deepEqual(commits.slice(1), [
		{at: 90, items: ['b']},
		{at: 190, items: ['c']},
	]);
});

test('a flush with nothing to commit commits nothing', () => {
	const {flush, commits} = setUp();

	flush();

	assert.deepEqual(commits, []);
});

test('what is added while a commit goes on is committed with the next one', async () => {
	const clock = createFakeClock(0);
	const commits: (readonly string[])[] = [];
	const {add} = createBatcher<string>({
		clock,
		intervalMs: 100,
		commit(items) {
			commits.push(items);
			if (items.includes('a')) {
				add('b');
			}
		},
	});

	add('a');
	assert.deepEqual(commits, [['a']]);

	await clock.advance(100);
	assert.deepEqual(commits, [['a'], ['b']]);
});

test('a clock that is set back delays nothing by more than the interval', async () => {
	const {now, sleep, advance} = createFakeClock(0);
	let shiftMs = 0;
	const clock: Clock = {now: () => now() + shiftMs, sleep};
	const commits: (readonly string[])[] = [];
	const {add} = createBatcher<string>({clock, intervalMs: 100, commit: items => commits.push(items)});

	add('a');
	shiftMs = -3_600_000;
	add('b');
	await advance(100);

	assert.deepEqual(commits, [['a'], ['b']]);
});
