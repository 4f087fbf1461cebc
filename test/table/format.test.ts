import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {formatBytes, formatDuration, formatMoment, formatTimeOfDay, formatUntil} from '../../source/table/format.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test('a duration is told in its two largest units', () => {
	const durations = [0, 999, second, 48_999, minute, 2 * minute + 41_000, hour - 1, hour, hour + 4 * minute + 59_000];

	assert.deepEqual(durations.map(formatDuration), ['0s', '0s', '1s', '48s', '1m', '2m 41s', '59m 59s', '1h', '1h 4m']);
	assert.deepEqual([day - 1, day, 3 * day + 5 * hour].map(formatDuration), ['23h 59m', '1d', '3d 5h']);
});

test('a duration fits into its column up to 99 days', () => {
	fc.assert(
		fc.property(fc.integer({min: 0, max: 99 * day}), duration => {
			assert.ok(formatDuration(duration).length <= 7);
		}),
	);
});

test('the time until something is told in its largest unit, and never too short by a second', () => {
	const times = [-5000, 0, 1, second, 1001, 59_000, 59_001, minute, 119_000, hour];

	assert.deepEqual(times.map(formatUntil), ['now', 'now', '1s', '1s', '2s', '59s', '1m', '1m', '1m', '1h']);
});

test('a size has one decimal where it is small', () => {
	const sizes = [
		0, 1, 999, 1000, 101_000, 999_999, 8_440_000, 9_940_000, 9_990_000, 10_000_000, 12_345_678, 1_234_567_890,
	];

	assert.deepEqual(sizes.map(formatBytes), [
		'0 B',
		'1 B',
		'999 B',
		'1 kB',
		'101 kB',
		'999 kB',
		'8.4 MB',
		'9.9 MB',
		'9.9 MB',
		'10 MB',
		'12 MB',
		'1.2 GB',
	]);
});

test('a size below a terabyte takes at most seven columns', () => {
	const anySize = fc.integer({min: 0, max: 11}).chain(digits => fc.integer({min: 0, max: 9 * 10 ** digits}));

	fc.assert(
		fc.property(anySize, bytes => {
			assert.ok(formatBytes(bytes).length <= 7, formatBytes(bytes));
		}),
	);
});

test('a time of day is that of the user’s own zone, in 24 hours', () => {
	const at = new Date(2030, 0, 1, 14, 32, 7).getTime();

	assert.equal(formatTimeOfDay(at), '14:32:07');
});

test('a moment of another day has its date', () => {
	const at = new Date(2030, 0, 1, 14, 32, 7).getTime();

	assert.equal(formatMoment(at, at + 60_000), '14:32:07');
	assert.equal(formatMoment(at, at + 86_400_000), '2030-01-01 14:32:07');
});
