import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseJson} from '../../source/providers/parse-json.js';

test('64-bit identifiers are kept digit for digit', () => {
	assert.deepEqual(parseJson('{"a": 401047179385389059, "b": [401047179385389071, -9007199254740993]}'), {
		value: {a: '401047179385389059', b: ['401047179385389071', '-9007199254740993']},
	});
});

test('the largest safe integer and other numbers stay numbers', () => {
	assert.deepEqual(parseJson('[9007199254740991, 1.0000000000000002, 1e300, 0]'), {
		value: [9_007_199_254_740_991, 1.000_000_000_000_000_2, 1e300, 0],
	});
});

test('digits inside text stay as they are', () => {
	assert.deepEqual(parseJson('{"id": "14117763723766220057"}'), {value: {id: '14117763723766220057'}});
});

test('text that is no JSON is unreadable', () => {
	for (const text of ['', '{"status":"suc', '{} trailing', 'NaN', '{"a": 1} // comment']) {
		assert.equal(parseJson(text), undefined);
	}
});

test('null is JSON', () => {
	assert.deepEqual(parseJson('null'), {value: null});
});

test('ten million characters of text are read', () => {
	const text = 'A'.repeat(10_000_000);

	assert.deepEqual(parseJson(`{"image": "${text}", "id": 9007199254740993}`), {
		value: {image: text, id: '9007199254740993'},
	});
});

test('nesting deeper than the stack is read or unreadable, but never an exception', () => {
	const nest = (core: string) => '['.repeat(200_000) + core + ']'.repeat(200_000);

	assert.doesNotThrow(() => parseJson(nest('1')));
	assert.equal(parseJson(nest('9007199254740993')), undefined);
});
