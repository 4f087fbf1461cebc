import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {cutText, padText, widthOf} from '../../source/table/fit-text.js';
import {cleanText} from '../../source/task/clean-text.js';
import {arbitraryWord} from './arbitrary-word.js';

const cleanWord = arbitraryWord.map(text => cleanText(text));
const arbitraryWidth = fc.integer({min: 0, max: 40});

test('a text is as wide as string-width finds it', () => {
	fc.assert(
		fc.property(arbitraryWord, text => {
			assert.equal(widthOf(text), stringWidth(text));
		}),
	);
});

test('a text that fits stays as it is', () => {
	assert.deepEqual([cutText('task', 4), cutText('中文', 4), cutText('', 4), cutText('', 0)], ['task', '中文', '', '']);
});

test('a longer text ends with the ellipsis', () => {
	assert.deepEqual(
		[5, 4, 2, 1, 0, -3].map(width => cutText('task-1', width)),
		['task…', 'tas…', 't…', '…', '', ''],
	);
});

test('a text cut in its middle keeps both ends', () => {
	assert.deepEqual(
		[8, 7, 3, 2, 1].map(width => cutText('0123456789', width, 'middle')),
		['0123…789', '012…789', '0…9', '0…', '…'],
	);
});

test('a wide character is never cut in half', () => {
	assert.deepEqual(
		[cutText('中文字', 5), cutText('中文字', 4), cutText('中文字', 5, 'middle')],
		['中文…', '中…', '中…字'],
	);
});

test('the ellipsis may be another sign', () => {
	assert.deepEqual([cutText('task-1', 4, 'end', '~'), cutText('中文字', 5, 'middle', '~')], ['tas~', '中~字']);
});

test('whatever is cut never gets wider than asked for', () => {
	fc.assert(
		fc.property(cleanWord, arbitraryWidth, fc.constantFrom('end', 'middle'), (text, width, position) => {
			const cut = cutText(text, width, position);

			assert.ok(stringWidth(cut) <= width, `${JSON.stringify(cut)} is ${stringWidth(cut)} wide`);
		}),
	);
});

test('whatever is cut keeps its beginning, and in the middle cut its end', () => {
	fc.assert(
		fc.property(cleanWord, fc.integer({min: 1, max: 40}), fc.constantFrom('end', 'middle'), (text, width, position) => {
			const [start = '', ...rest] = cutText(text, width, position, '\u2026').split('\u2026');
			const end = rest.at(-1) ?? '';

			assert.ok(text.startsWith(start));
			assert.ok(text.endsWith(end));
			assert.ok(position === 'middle' || text.includes('\u2026') || end === '');
		}),
	);
});

test('a text is filled up on its right or its left, and a wider one stays', () => {
	assert.deepEqual(
		[padText('中', 4), padText('7s', 4, 'right'), padText('task-1', 4), padText('task-1', 4, 'right')],
		['中  ', '  7s', 'task-1', 'task-1'],
	);
});
