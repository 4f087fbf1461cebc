import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import type {Line} from '../../source/table/cell.js';
import {fitLine, lineWidth, spreadLine} from '../../source/table/line.js';
import {cleanText} from '../../source/task/clean-text.js';
import {arbitraryWord} from './arbitrary-word.js';

const textOf = (line: Line): string => line.map(({text}) => text).join('');
const lineOf = (...texts: readonly string[]): Line => texts.map(text => ({text}));
const arbitraryLine = fc.array(
	arbitraryWord.map(text => ({text: cleanText(text)})),
	{maxLength: 4},
);
const arbitraryWidth = fc.integer({min: 0, max: 60});

test('a line is filled up to its width', () => {
	assert.equal(textOf(fitLine(lineOf('ab', '中'), 6, '…')), 'ab中  ');
});

test('a line is cut where it gets too long, and the ellipsis stands for all that follows', () => {
	assert.equal(textOf(fitLine(lineOf('task', '-1234', 'tail'), 7, '…')), 'task-1…');
	assert.equal(textOf(fitLine(lineOf('task-1', 'tail'), 6, '…')), 'task-…');
	assert.equal(textOf(fitLine(lineOf('中中', 'tail'), 4, '…')), '中… ');
	assert.equal(textOf(fitLine(lineOf('task-1', ''), 6, '…')), 'task-1');
});

test('what a span says beside its text is kept when it is cut', () => {
	const line: Line = [{text: 'video ready', tone: 'strong', link: 'https://media.example/v.mp4'}];

	assert.deepEqual(fitLine(line, 6, '…'), [{...line[0], text: 'video…'}]);
});

test('two lines are spread over the width', () => {
	assert.equal(textOf(spreadLine(lineOf('left'), lineOf('right'), 12, '…')), 'left   right');
});

test('the left one is cut when both have no room, with a space between them', () => {
	assert.equal(textOf(spreadLine(lineOf('left side'), lineOf('right'), 12, '…')), 'left … right');
	assert.equal(textOf(spreadLine(lineOf('left'), lineOf('right'), 6, '…')), ' right');
});

test('the right one is cut when it has no room by itself', () => {
	assert.equal(textOf(spreadLine(lineOf('left'), lineOf('right'), 4, '…')), 'rig…');
});

test('any line that is too long ends in the ellipsis, and no other does', () => {
	fc.assert(
		fc.property(arbitraryLine, fc.integer({min: 1, max: 60}), (line, width) => {
			const ends = textOf(fitLine(line, width, '…'))
				.trimEnd()
				.endsWith('…');

			assert.equal(ends, lineWidth(line) > width || textOf(line).trimEnd().endsWith('…'));
		}),
	);
});

test('any line is exactly as wide as asked for', () => {
	fc.assert(
		fc.property(arbitraryLine, arbitraryLine, arbitraryWidth, (left, right, width) => {
			assert.equal(lineWidth(fitLine(left, width, '…')), width);
			assert.equal(lineWidth(spreadLine(left, right, width, '…')), width);
		}),
	);
});
