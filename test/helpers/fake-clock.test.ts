import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createFakeClock} from './fake-clock.js';

const {signal: never} = new AbortController();

test('sleeps end in the order in which they fall due, each at its own time', async () => {
	const clock = createFakeClock(0);
	const woken: string[] = [];
	for (const [name, milliseconds] of [
		['late', 30],
		['early', 10],
		['early too', 10],
	] as const) {
		void clock.sleep(milliseconds, never).then(() => woken.push(`${name} at ${clock.now()}`));
	}

	await clock.advance(20);
	assert.deepEqual(woken, ['early at 10', 'early too at 10']);

	await clock.advance(20);
	assert.deepEqual(woken, ['early at 10', 'early too at 10', 'late at 30']);
	assert.equal(clock.now(), 40);
});

test('a loop that sleeps runs as often as the time allows', async () => {
	const clock = createFakeClock(0);
	const woken: number[] = [];
	const stop = new AbortController();
	const loop = (async () => {
		while (!stop.signal.aborted) {
			await clock.sleep(100, stop.signal).catch(() => undefined);
			woken.push(clock.now());
		}
	})();

	await clock.advance(350);
	stop.abort();
	await loop;

	assert.deepEqual(woken, [100, 200, 300, 350]);
	assert.equal(clock.sleepCount(), 0);
});

test('an aborted sleep rejects with the reason of the signal, before it and during it', async () => {
	const clock = createFakeClock();
	const reason = new Error('enough');
	const stop = new AbortController();

	const during = clock.sleep(100, stop.signal);
	stop.abort(reason);

	await assert.rejects(during, reason);
	await assert.rejects(clock.sleep(100, stop.signal), reason);
});
