import assert from 'node:assert/strict';
import {test} from 'node:test';
import {summaryLines} from '../../source/output/summary.js';
import {asciiGlyphs, unicodeGlyphs} from '../../source/table/glyphs.js';
import {lineWidth} from '../../source/table/line.js';
import {downloadOf, running, savedAs, storeOf, succeeded, watchOf} from '../helpers/watches.js';

const {getState} = storeOf(
	[
		watchOf('314052875571396', {answer: {...running, progress: 40}}),
		watchOf('809413373237157888', {label: '雨夜街头', answer: succeeded('https://m.test/v'), sawEndAt: 5}),
		watchOf('cgt-20250702010712-qm644', {isGivenUp: true}),
	],
	[downloadOf('809413373237157888', savedAs('/r/ark-1.mp4'))],
);

const textOf = (width: number, glyphs = unicodeGlyphs) =>
	summaryLines(getState(), width, glyphs).map(line => line.map(({text}) => text).join(''));

test('an empty list leaves nothing behind', () => {
	assert.deepEqual(summaryLines(storeOf([]).getState(), 80, unicodeGlyphs), []);
});

test('each task is a line under the titles, in the order of the list', () => {
	const [title, ...rows] = textOf(100);

	assert.match(title ?? '', /STATUS .*ID \/ LABEL .*RESULT/);
	assert.equal(rows.length, 3);
	assert.match(rows[0] ?? '', /running.*314052875571396/);
	assert.match(rows[1] ?? '', /done.*雨夜街头.*saved 10 B/);
	assert.match(rows[2] ?? '', /missing.*cgt-/);
});

test('how the asking goes is of no interest any more', () => {
	const lines = textOf(200).join('\n');

	assert.doesNotMatch(lines, /\bASK|NEXT|POLL/i);
});

test('no line is wider than the terminal', () => {
	for (const width of [20, 40, 60, 80, 120]) {
		for (const line of summaryLines(getState(), width, unicodeGlyphs)) {
			assert.ok(lineWidth(line) <= width);
		}
	}
});

test('with the glyphs of ASCII nothing but labels is beyond it', () => {
	const [, first, , third] = textOf(60, asciiGlyphs);

	assert.match(`${first}${third}`, /^[ -~]*$/);
});
