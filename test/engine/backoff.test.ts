import assert from 'node:assert/strict';
import {test} from 'node:test';
import {backoffMs, retryAfterMs, retryDelayMs} from '../../source/engine/backoff.js';

const range = {baseMs: 1000, capMs: 10_000};
const least = () => 0;
const most = () => 1;

test('the longest wait doubles after each failure in a row, up to the cap', () => {
	const waits = [1, 2, 3, 4, 5, 1000].map(failureCount => backoffMs(failureCount, least, range));

	assert.deepEqual(waits, [1000, 2000, 4000, 8000, 10_000, 10_000]);
});

test('up to half of a wait is taken away at random', () => {
	assert.equal(backoffMs(3, most, range), 2000);
	assert.equal(
		backoffMs(3, () => 0.5, range),
		3000,
	);
});

test('what the service asks for is waited in full, and up to a tenth more', () => {
	assert.equal(retryAfterMs(30_000, least), 30_000);
	assert.equal(retryAfterMs(30_000, most), 33_000);
});

test('a service that asks for no wait gets a second all the same', () => {
	assert.equal(retryAfterMs(0, least), 1000);
	assert.equal(retryAfterMs(0, most), 1100);
});

test('of the back-off and the wait the service asks for the longer one counts', () => {
	assert.equal(retryDelayMs({failureCount: 1}, least, range), 1000);
	assert.equal(retryDelayMs({failureCount: 1, askedMs: 5000}, least, range), 5000);
	assert.equal(retryDelayMs({failureCount: 4, askedMs: 5000}, least, range), 8000);
});
