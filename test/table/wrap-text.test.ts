import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {wrapText} from '../../source/table/wrap-text.js';
import {cleanText} from '../../source/task/clean-text.js';
import {arbitraryWord} from './arbitrary-word.js';

test('a text is broken at its spaces', () => {
	assert.deepEqual(wrapText('the link has expired', 8), ['the link', 'has', 'expired']);
});

test('a link that is too long is broken anywhere', () => {
	assert.deepEqual(wrapText('https://media.example/v', 10), ['https://me', 'dia.exampl', 'e/v']);
});

test('a text that fits stays one line, and no text is one empty line', () => {
	assert.deepEqual([wrapText('task', 4), wrapText('', 4)], [['task'], ['']]);
});

const segmenter = new Intl.Segmenter();
const isOneCharacter = (text: string): boolean => [...segmenter.segment(text.trim())].length === 1;

test('no line is wider than asked for, unless a single character is, and nothing but spaces is lost', () => {
	// Breaking a text normalises it, which changes nothing to the eye.
	const text = arbitraryWord.map(word => cleanText(word).normalize());

	fc.assert(
		fc.property(text, fc.integer({min: 2, max: 40}), (whole, width) => {
			const lines = wrapText(whole, width);

			assert.ok(lines.every(line => stringWidth(line) <= width || isOneCharacter(line)));
			assert.equal(lines.join('').replaceAll(' ', '').normalize(), whole.replaceAll(' ', ''));
		}),
	);
});
