import assert from 'node:assert/strict';
import {test} from 'node:test';
import {
	get,
	has,
	identifier,
	integer,
	isObject,
	list,
	number,
	numeral,
	positive,
	text,
} from '../../source/providers/fields.js';

test('a path leads to a field', () => {
	assert.equal(get({data: {task_status: 'succeed'}}, 'data', 'task_status'), 'succeed');
});

test('a path through null, text, a list or nothing finds nothing', () => {
	for (const data of [null, 'text', ['a'], undefined, 7]) {
		assert.equal(get({data}, 'data', 'length'), undefined);
	}
});

test('fields that every object inherits are not found', () => {
	for (const key of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) {
		assert.equal(get({}, key), undefined);
		assert.equal(has({}, key), false);
	}
});

test('a field named __proto__ in JSON is a field like any other', () => {
	assert.equal(get(JSON.parse('{"__proto__": {"status": "done"}}'), 'status'), undefined);
	assert.equal(get(JSON.parse('{"__proto__": {"status": "done"}}'), '__proto__', 'status'), 'done');
});

test('a list is no object, and what is no list is an empty one', () => {
	assert.equal(isObject([]), false);
	assert.deepEqual(list([1]), [1]);
	assert.deepEqual(list(null), []);
	assert.deepEqual(list({length: 3}), []);
});

test('text is cleaned, and empty text is none', () => {
	assert.equal(text(' a\u001B[31m\nb '), 'a b');
	assert.equal(text('abcdef', 4), 'abc…');
	assert.equal(text(' \u0000'), undefined);
	assert.equal(text(7), undefined);
});

test('of megabytes where a sentence is meant, only the beginning is read', () => {
	assert.equal(text(`${'a '.repeat(40_000)}b`, 100_000)?.length, 65_535);
});

test('a number must be finite, an integer exact', () => {
	assert.equal(number(5.1), 5.1);
	assert.equal(number(Number.POSITIVE_INFINITY), undefined);
	assert.equal(number('5'), undefined);
	assert.equal(integer(-7), -7);
	assert.equal(integer(1.5), undefined);
	assert.equal(integer(2 ** 53), undefined);
});

test('a numeral is a number or text that spells one', () => {
	assert.equal(numeral('5.1'), 5.1);
	assert.equal(numeral(4), 4);
	for (const value of ['', '4s', '0x10', '1e3', ' 4', '9'.repeat(400), null]) {
		assert.equal(numeral(value), undefined);
	}
});

test('zero is no length', () => {
	assert.equal(positive('8'), 8);
	assert.equal(positive(0), undefined);
	assert.equal(positive(-1), undefined);
});

test('an identifier is text, also where it came as a number', () => {
	assert.equal(identifier('401047179385389059'), '401047179385389059');
	assert.equal(identifier(313992866418884), '313992866418884');
	assert.equal(identifier('sora-2:task_01k'), 'sora-2:task_01k');
});

test('nothing, zero, a rounded number and text with spaces are no identifiers', () => {
	for (const value of ['', 0, '0', 2 ** 60, 1.5, 'a b', 'a\nb', '无', null]) {
		assert.equal(identifier(value), undefined);
	}
});
