import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fraction, progress, size, sizeOf, time} from '../../source/providers/units.js';

const examplesOfTime: ReadonlyArray<readonly [title: string, value: unknown, expected: string]> = [
	['a small number counts seconds', 1_760_592_434, '2025-10-16T05:27:14.000Z'],
	['seconds may have a fraction', 1_760_592_434.5, '2025-10-16T05:27:14.500Z'],
	['a large number counts milliseconds', 1_731_233_182_965, '2024-11-10T10:06:22.965Z'],
	['ISO text is read', '2024-11-30T07:06:07.912Z', '2024-11-30T07:06:07.912Z'],
	[
		'ISO text with an offset and nanoseconds is read',
		'2025-05-02T01:19:16.657311524+08:00',
		'2025-05-01T17:19:16.657Z',
	],
	['ISO text without a zone is UTC, wherever we are', '2024-11-30T07:06:07', '2024-11-30T07:06:07.000Z'],
	['a date and a time of day without a zone are Beijing’s', '2025-10-26 12:52:20.355', '2025-10-26T04:52:20.355Z'],
];

for (const [title, value, expected] of examplesOfTime) {
	test(title, () => {
		assert.equal(time(value), Date.parse(expected));
	});
}

test('zero, empty text, null and the year 1 mean that a time has not come', () => {
	for (const value of [0, '', null, '0001-01-01T00:00:00Z', -5]) {
		assert.equal(time(value), undefined);
	}
});

test('what is no time is none', () => {
	for (const value of ['soon', '2025-13-45T99:99:99Z', 1e300, 1e-300, Number.NaN, '1760592434', {}]) {
		assert.equal(time(value), undefined);
	}
});

test('progress comes as a number, as text and as a percentage', () => {
	assert.deepEqual([33, '50', '50%', '100%', 0, ' 7 % '.trim()].map(progress), [33, 50, 50, 100, 0, undefined]);
});

test('a fraction is a part of one, and the integer 1 is one per cent', () => {
	assert.deepEqual([0.29, 0.5, 1, 33.4].map(progress), [29, 50, 1, 33]);
});

test('where progress counts from 0 to 1, the integer 1 is the whole, and more is a percentage', () => {
	assert.deepEqual([0, 0.2, 1, 42, 250, null].map(fraction), [0, 20, 100, 42, 100, undefined]);
});

test('progress stays between 0 and 100', () => {
	assert.deepEqual([250, -3].map(progress), [100, 0]);
});

test('no progress is told by null, empty text or a word', () => {
	assert.deepEqual([null, '', '%', 'half', Number.NaN].map(progress), Array(5).fill(undefined));
});

test('a size is read with a star, an x or a cross', () => {
	assert.deepEqual(['832*480', '720x1280', '1X2', '3×4'].map(size), [
		{width: 832, height: 480},
		{width: 720, height: 1280},
		{width: 1, height: 2},
		{width: 3, height: 4},
	]);
});

test('zeros, ratios and classes are no size', () => {
	for (const value of ['0x0', '16:9', '1080p', '', null, 720]) {
		assert.equal(size(value), undefined);
	}

	assert.equal(sizeOf(0, 0), undefined);
	assert.equal(sizeOf(768, null), undefined);
	assert.deepEqual(sizeOf(768, 1152), {width: 768, height: 1152});
});
