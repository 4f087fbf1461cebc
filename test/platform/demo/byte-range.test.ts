import assert from 'node:assert/strict';
import test from 'node:test';
import {parseByteRange} from '../../../source/platform/demo/http/byte-range.js';

const cases = [
	['bytes=0-0', {first: 0, last: 0}],
	['bytes=10-', {first: 10, last: 99}],
	['bytes=10-500', {first: 10, last: 99}],
	['bytes=-5', {first: 95, last: 99}],
	['bytes=-500', {first: 0, last: 99}],
	['bytes=100-', 'unsatisfiable'],
	['bytes=-0', 'unsatisfiable'],
	['bytes=9-3', undefined],
	['bytes=0-1,3-4', undefined],
	['bytes=-', undefined],
	['lines=1-2', undefined],
	[undefined, undefined],
] as const;

for (const [header, expected] of cases) {
	test(`of 100 bytes, the range ${header} is ${JSON.stringify(expected) ?? 'the whole'}`, () => {
		assert.deepEqual(parseByteRange(header, 100), expected);
	});
}
