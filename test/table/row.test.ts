import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import type {Line} from '../../source/table/cell.js';
import {asciiGlyphs} from '../../source/table/glyphs.js';
import {layOut} from '../../source/table/layout.js';
import {rowLine, titleLine} from '../../source/table/row.js';
import {cleanText} from '../../source/task/clean-text.js';
import type {Phase} from '../../source/task/task.js';
import type {Watch} from '../../source/task/watch.js';
import {answerOf, doneAnswer, downloadOf, noon, savedAs, someWatch, watchOf} from '../helpers/watches.js';
import {arbitraryWord} from './arbitrary-word.js';
import {contextOf} from './row-context.js';

const textOf = (line: Line): string => line.map(({text}) => text).join('');

const saved = someWatch({
	label: 'red fox',
	answer: doneAnswer({
		model: 'doubao-seedance-1-0-pro',
		width: 1920,
		height: 1080,
		createdAt: noon - 300_000,
		finishedAt: noon - 139_000,
	}),
});
const context = contextOf([downloadOf(saved.id, savedAs('/results/cgt-1.mp4', 8_440_000))]);

for (const [width, title, row] of [
	[
		118,
		'STATUS          ID / LABEL              MODEL               SIZE        ELAPSED  RESULT                   NEXT ASK    ',
		'✓ done          red fox  cgt-20…-qm644  doubao-se…-1-0-pro  1920x1080    2m 41s  saved 8.4 MB  cgt-1.mp4  —           ',
	],
	[
		78,
		'STATUS         ID / LABEL            SIZE       ELAPSED RESULT                ',
		'✓ done         red fox  cgt-20…qm644 1920x1080   2m 41s saved 8.4 MB  cgt-1.m…',
	],
	[48, '  ID / LABEL         ELAPSED RESULT             ', '✓ red fox  cgt-…644   2m 41s saved 8.4 MB  cgt-…'],
	[18, '  ID / L…  ELAPSED', '✓ red fox   2m 41s'],
] as const) {
	test(`a row of ${width} columns stands under its titles`, () => {
		const placed = layOut(width);

		assert.equal(textOf(titleLine(placed, '…')), title);
		assert.equal(textOf(rowLine(saved, placed, context)), row);
	});
}

test('a table for terminals without Unicode is all ASCII', () => {
	const placed = layOut(60);
	const watch = someWatch({answer: answerOf({phase: 'failed', error: 'The prompt was refused by the service.'})});

	const row = textOf(rowLine(watch, placed, {...contextOf(), glyphs: asciiGlyphs}));

	assert.equal(row, 'x failed       cgt-2025~12-qm644        - The prompt was re~');
	assert.match(row, /^[ -~]{60}$/);
});

test('the space beside a link does not belong to it', () => {
	const watch = someWatch({answer: doneAnswer()});

	const linked = rowLine(watch, layOut(118), contextOf()).filter(({link}) => link !== undefined);

	assert.deepEqual(linked, [{text: 'video ready', tone: 'strong', link: 'https://media.example/v.mp4'}]);
});

const word = arbitraryWord.map(text => cleanText(text));
const arbitraryWatch = fc
	.record({
		id: word,
		label: word,
		model: word,
		error: word,
		resolutionLabel: word,
		phase: fc.constantFrom<Phase>('queued', 'running', 'succeeded', 'failed', 'cancelled', 'expired', 'unknown'),
		progress: fc.double({min: 0, max: 100, noNaN: true}),
		createdAt: fc.integer({min: 0, max: noon * 2}),
		nextPollAt: fc.integer({min: 0, max: noon * 2}),
	})
	.map(
		({id, label, nextPollAt, ...answer}): Watch =>
			watchOf(id, {...(label && {label}), health: {nextPollAt}, answer: answerOf(answer)}),
	);

test('a row of any texts is exactly as wide as the table, and of one line', () => {
	const widest = layOut(1000).reduce((sum, {width, gapWidth}) => sum + width + gapWidth, 0);

	fc.assert(
		fc.property(arbitraryWatch, fc.integer({min: 18, max: 300}), (watch, width) => {
			const text = textOf(rowLine(watch, layOut(width), contextOf()));

			assert.equal(stringWidth(text), Math.min(width, widest));
			assert.doesNotMatch(text, /\p{Cc}/u);
		}),
	);
});
