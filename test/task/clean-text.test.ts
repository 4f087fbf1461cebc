import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {cleanText} from '../../source/task/clean-text.js';

const esc = '\u001B';

const unclean =
	/[\p{Cc}\u061C\u200B-\u200F\u2028\u2029\u202A-\u202E\u2060\u2066-\u2069\uFEFF]|\uFE0E|\uFE0F|\p{Emoji_Modifier}|\p{M}{4}|\s\s/u;

const hostilePart = fc.constantFrom(
	esc,
	`${esc}[31m`,
	`${esc}]0;t`,
	`${esc}P`,
	`${esc}\\`,
	`${esc}c`,
	...['\u0007', '\u009B', '\u009C', '\u009D', '\u0090', '\u0018', '\r\n', '\t', '\u2028', '\uFEFF', '\u200D'],
	...[
		'\u202E',
		'\u0301',
		'\u0301\u0302\u0303\u0304',
		'\uFE0F',
		'\u{1F3FB}',
		'\u{1F468}',
		'\uD83D',
		' ',
		'31m',
		'a',
		'中',
	],
);

const hostileText = fc.oneof(
	fc.array(hostilePart, {maxLength: 40}).map(parts => parts.join('')),
	fc.string({unit: 'binary', maxLength: 200}),
);

const examples: ReadonlyArray<readonly [title: string, text: string, expected: string]> = [
	['plain text stays as it is', 'Post Text Risk Not Pass', 'Post Text Risk Not Pass'],
	['Chinese text stays as it is', '无效的令牌 (request id: 2025)', '无效的令牌 (request id: 2025)'],
	['colors are removed whole', `${esc}[1;38;2;255;0;0mred${esc}[0m`, 'red'],
	['a cursor movement is removed whole', `a${esc}[2J${esc}[1;1Hb`, 'ab'],
	['a sequence with an 8-bit introducer is removed whole', 'a\u009B31mb', 'ab'],
	['a window title is removed whole', `a${esc}]0;pwned\u0007b`, 'ab'],
	['a hyperlink is removed, its text stays', `${esc}]8;;https://evil.example${esc}\\here${esc}]8;;${esc}\\`, 'here'],
	['a clipboard write without an end is removed with all that follows', `a${esc}]52;c;cm0gLXJm`, 'a'],
	['a device control string is removed whole', `a${esc}Pq#0;2;0;0;0${esc}\\b`, 'ab'],
	['an application command is removed whole', `a${esc}_Gf=24;AAAA${esc}\\b`, 'ab'],
	['a privacy message and a start of string are removed whole', `a${esc}^x${esc}\\b${esc}Xy${esc}\\c`, 'abc'],
	['a control string ends where another escape begins', `a${esc}]0;t${esc}[31mb`, 'ab'],
	['a reset is removed whole', `a${esc}cb`, 'ab'],
	['a choice of character set is removed whole', `a${esc}(0b`, 'ab'],
	['an escape at the end is removed', `a${esc}`, 'a'],
	['other control characters are removed', 'a\u0000b\u0008c\u007Fd\u0085e\u0086', 'abcd e'],
	['line breaks and tabs become one space', ' a\r\n\r\n\tb\u2028c\u00A0\u00A0d\n', 'a b c d'],
	['bidirectional controls are removed', 'gpj\u202E4pm.exe\u2066\u061C\u200F', 'gpj4pm.exe'],
	['zero-width characters are removed', 'a\u200Bb\u200Cc\u2060d\uFEFFe', 'abcde'],
	['no more than three marks stay on a letter', `e${'\u0301'.repeat(50)}x`, `e${'\u0301'.repeat(3)}x`],
	['emoji lose variation selectors, joiners and skin tones', '❤️ 👍🏽 👩‍🚀', '❤ 👍 👩🚀'],
	['a lone surrogate becomes a replacement character', 'a\uD83Db', 'a\uFFFDb'],
	['text of nothing but controls becomes empty', `${esc}[0m\u0000\n\u200B`, ''],
];

for (const [title, text, expected] of examples) {
	test(title, () => {
		assert.equal(cleanText(text), expected);
	});
}

test('a long text is cut by code points and ends with an ellipsis', () => {
	assert.equal(cleanText('😀😀😀😀', 3), '😀😀…');
});

test('a text of just the longest length is not cut', () => {
	assert.equal(cleanText('😀😀😀', 3), '😀😀😀');
});

test('no space is left before the ellipsis', () => {
	assert.equal(cleanText('one two', 5), 'one…');
});

test('a clean text has no control or invisible character and no run of marks or spaces', () => {
	fc.assert(
		fc.property(hostileText, text => {
			assert.doesNotMatch(cleanText(text), unclean);
		}),
		{numRuns: 1000},
	);
});

test('cleaning a clean text changes nothing, and the longest length holds', () => {
	fc.assert(
		fc.property(hostileText, fc.integer({min: 1, max: 60}), (text, maxLength) => {
			const cleaned = cleanText(text, maxLength);

			assert.equal(cleanText(cleaned, maxLength), cleaned);
			assert.ok([...cleaned].length <= maxLength);
		}),
		{numRuns: 1000},
	);
});

for (const [name, start, unit] of [
	['letters', '', 'a'],
	['an unfinished window title', `${esc}]0;`, 'a'],
	['an unfinished title of emoji', `${esc}]0;`, '😀'],
	['unfinished window titles', '', `${esc}]0;`],
	['an unfinished color', `${esc}[`, '1'],
	['unfinished colors', '', `${esc}[1;`],
	['an unfinished choice of character set', esc, '('],
	['white space', '', ' \n'],
	['marks', 'e', '\u0301'],
	['marks beyond the basic plane', 'e', '\u{1D167}'],
	['null characters', '', '\u0000'],
] as const) {
	test(`ten million characters of ${name} are cleaned in linear time`, () => {
		const text = start + unit.repeat(10_000_000 / unit.length);

		const startedAt = performance.now();
		cleanText(text);

		assert.ok(performance.now() - startedAt < 5000);
	});
}
