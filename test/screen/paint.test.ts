import assert from 'node:assert/strict';
import {test} from 'node:test';
import {stripVTControlCharacters} from 'node:util';
import {frameOf} from '../../source/screen/frame.js';
import {type ColourDepth, colourDepthOf, createPainter, isColourForced} from '../../source/screen/paint.js';
import type {Line} from '../../source/table/cell.js';
import {textOf, viewOf} from '../helpers/frames.js';
import {screens} from './sample-screens.js';

const link = 'https://media.example/v.mp4';

/** The parameters of all graphic renditions that all screens are painted with, each once. */
const renditionsOf = (depth: ColourDepth): readonly string[] => {
	const paint = createPainter(depth);
	const text = Object.values(screens)
		.flatMap(store => frameOf(viewOf(store(), 120), 30))
		.map(({line, isSelected = false}) => paint(line, {isSelected}))
		.join('');
	return [...new Set([...text.matchAll(/\u001B\[([\d;]*)m/g)].map(([, numbers = '']) => numbers))].sort();
};

test('with 16 colours only those of the terminal’s own palette are used, and only as foreground', () => {
	assert.deepEqual(renditionsOf('basic'), ['0', '1', '2', '31', '32', '35', '36', '7']);
});

test('with 256 colours only foreground colours are used', () => {
	for (const numbers of renditionsOf('many')) {
		assert.match(numbers, /^(?:[0127]|38;5;\d+)$/);
	}
});

test('without colours there is none', () => {
	assert.deepEqual(renditionsOf('none'), ['0', '1', '2', '7']);
});

test('what is painted is the text of the line, and nothing is left on after it', () => {
	for (const depth of ['none', 'basic', 'many'] as const) {
		for (const store of Object.values(screens)) {
			for (const {line, isSelected = false} of frameOf(viewOf(store(), 80), 24)) {
				const painted = createPainter(depth)(line, {isSelected});

				assert.equal(stripVTControlCharacters(painted), textOf(line));
				assert.doesNotMatch(painted.slice(painted.lastIndexOf('\u001B[')), /^\u001B\[(?!0m)/);
			}
		}
	}
});

test('a selected line is reversed as a whole, without colours', () => {
	const line: Line = [{text: '❯ '}, {text: '✓ done', tone: 'good'}, {text: ' video', link}];

	assert.equal(
		createPainter('basic')(line, {isSelected: true}),
		`\u001B[7m❯ ✓ done\u001B]8;;${link}\u0007 video\u001B]8;;\u0007\u001B[0m`,
	);
});

test('a link stands around its text alone', () => {
	assert.equal(
		createPainter('basic')([{text: 'video', tone: 'strong', link}, {text: '  '}]),
		`\u001B[1m\u001B]8;;${link}\u0007video\u001B]8;;\u0007\u001B[0m  `,
	);
});

test('a link that terminals would ignore for its length is left out', () => {
	const line: Line = [{text: 'video', link: `https://media.example/${'x'.repeat(2100)}`}];

	assert.equal(createPainter('none')(line), 'video');
});

test('nothing is written for an empty text', () => {
	assert.equal(createPainter('basic')([{text: '', tone: 'bad', link}]), '');
});

test('how many colours there are is told by the environment', () => {
	assert.deepEqual(
		[
			{TERM: 'xterm-256color'},
			{TERM: 'xterm', COLORTERM: 'truecolor'},
			{TERM: 'xterm-direct'},
			{TERM: 'xterm'},
			{TERM: 'linux', COLORTERM: ''},
			{},
			{TERM: 'dumb'},
			{TERM: 'vt100'},
			{TERM: 'xterm-mono'},
		].map(environment => colourDepthOf(environment)),
		['many', 'many', 'many', 'basic', 'basic', 'basic', 'none', 'none', 'none'],
	);
});

test('FORCE_COLOR says how many, whatever NO_COLOR and the terminal say', () => {
	const environment = {NO_COLOR: '1', TERM: 'xterm-256color'};
	const depths = ['0', 'false', '1', '2', '3', 'true', 'yes', ''].map(text => [
		colourDepthOf({...environment, FORCE_COLOR: text}),
		colourDepthOf({TERM: 'dumb', FORCE_COLOR: text}),
	]);

	assert.deepEqual(depths, [
		...[
			['none', 'none'],
			['none', 'none'],
			['basic', 'basic'],
			['many', 'many'],
			['many', 'many'],
		],
		...[
			['many', 'basic'],
			['many', 'basic'],
			['none', 'none'],
		],
	]);
});

test('colours are forced by a FORCE_COLOR that does not say none', () => {
	assert.deepEqual(
		[{}, {FORCE_COLOR: ''}, {FORCE_COLOR: '0'}, {FORCE_COLOR: '1'}, {FORCE_COLOR: 'true', NO_COLOR: '1'}].map(
			isColourForced,
		),
		[false, false, false, true, true],
	);
});
