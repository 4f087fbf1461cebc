import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {readJson} from '../../source/config/json-text.js';
import {UsageError} from '../../source/task/errors.js';

const refuses = (text: string, message: string) =>
	assert.throws(() => readJson(text, 'c.json'), new UsageError(`c.json:${message}`), text);

test('each field is found in its line', () => {
	const {value, lineOf} = readJson('{\n "a": {"b": 1,\r\n\t"\\u0063": [\n{"d": "}\\n"},\n2]}\n}\n', 'c.json');

	assert.deepEqual(value, {a: {b: 1, c: [{d: '}\n'}, 2]}});
	assert.deepEqual(
		[[], ['a'], ['a', 'b'], ['a', 'c'], ['a', 'c', 0, 'd'], ['a', 'c', 1]].map(path => lineOf(path)),
		[1, 2, 2, 3, 4, 5],
	);
});

test('a field that is not there has the line of what it is missing in', () => {
	const {lineOf} = readJson('{\n"a": {}}', 'c.json');

	assert.equal(lineOf(['a', 'b', 'c']), 2);
	assert.equal(lineOf(['z']), 1);
});

test('what is no JSON is refused with line and column, what was expected and what came', () => {
	refuses('{"a": 1,\n}', '2:1: expected a name in double quotes, not “}”.');
	refuses(
		'{"a": 1\n "b": 2}',
		'2:2: expected a comma or “}”, not “"”. The string that starts there has no end in its line, or holds what JSON does not allow.',
	);
	refuses('{"a" 1}', '1:6: expected a colon, not “1”.');
	refuses('[1, 2', '1:6: expected a comma or “]”, not the end of the file.');
	refuses('{"a":', '1:6: expected a value, not the end of the file.');
	refuses('{} {}', '1:4: expected the end of the file, not “{”.');
	refuses('{"雨😀": \u0007}', '1:8: expected a value, not U+0007.');
});

test('habits from other languages are named', () => {
	refuses('// mine\n{}', '1:1: expected a value, not “/”. JSON knows no comments.');
	refuses("{'a': 1}", "1:2: expected a name in double quotes, not “'”. JSON has double quotes only.");
});

test('of what may be a secret no more than one character is repeated', () => {
	refuses('{"token": sk-secret}', '1:11: expected a value, not “s”.');
	refuses(
		'{"token": "sk-secret\n}',
		'1:11: expected a value, not “"”. The string that starts there has no end in its line, or holds what JSON does not allow.',
	);
});

test('a field that stands there twice is refused', () => {
	refuses('{"a": {"b": 1,\n"b": 2}}', '2:1: “b” stands here a second time.');
	refuses('{"__proto__": 1, "__proto__": 2}', '1:18: “__proto__” stands here a second time.');
});

test('a text that is nested without end is refused, and nothing overflows', () => {
	refuses('['.repeat(100_000), '1:102: this is nested too deeply.');
});

test('whatever JSON is written, it is read as JSON.parse reads it', () => {
	fc.assert(
		fc.property(fc.json({noUnicodeString: false}), fc.constantFrom(0, 2, '\t'), (json, space) => {
			const text = JSON.stringify(JSON.parse(json), undefined, space);

			assert.deepEqual(readJson(text, 'c.json').value, JSON.parse(text));
		}),
	);
});

test('whatever text comes, it is refused exactly where JSON.parse refuses it', () => {
	const parts = [
		'{',
		'}',
		'[',
		']',
		',',
		':',
		'"a"',
		'"',
		'\\',
		'\\u00e9',
		'1',
		'-',
		'0',
		'.',
		'e',
		'true',
		'nul',
		' ',
		'\n',
	];
	const isJson = (text: string): boolean => {
		try {
			JSON.parse(text);
			return true;
		} catch {
			return false;
		}
	};

	fc.assert(
		fc.property(fc.array(fc.constantFrom(...parts), {maxLength: 8}), words => {
			const text = words.join('');

			// A name that stands there twice is the one thing that is refused besides.
			if (isJson(text) && !/"a".*"a"/s.test(text)) {
				assert.doesNotThrow(() => readJson(text, 'c.json'));
			} else if (!isJson(text)) {
				assert.throws(() => readJson(text, 'c.json'), UsageError);
			}
		}),
		{numRuns: 3000},
	);
});
