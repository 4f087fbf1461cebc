import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {LazySegmenter} from '../../.build/runtime/lazy-segmenter.ts';
import {isSeparable, plainWidth} from '../../.build/runtime/plain-text.ts';
import {arbitraryText} from './arbitrary-text.ts';

const codeUnits = Array.from({length: 0x1_00_00}, (_, code) => String.fromCharCode(code));
const toHex = (text: string): string => text.charCodeAt(0).toString(16);
const segmenter = new Intl.Segmenter();

test('each plain character is as wide as string-width finds it', () => {
	const wrong = codeUnits.filter(character => {
		const width = plainWidth(character);
		return width !== undefined && width !== stringWidth(character);
	});

	assert.deepEqual(wrong.map(toHex), []);
});

test('each separable character is a cluster of its own beside any other kind', () => {
	const neighbors = ['a', '中', '한', '●', '\u001B', '\n', '\u00A9'];

	const joined = codeUnits.filter(isSeparable).filter(character => {
		const text = neighbors.flatMap(neighbor => [neighbor, character, character]).join('');
		return [...segmenter.segment(text)].length !== text.length;
	});

	assert.deepEqual(joined.map(toHex), []);
});

test('the signs that the screen is drawn with are plain', () => {
	const signs = '●○✓✗⊘❯·―–—‖…↑→↓←│─┌┐└┘├┤┬┴┼╭╮╰╯═║█▇▆▅▄▃▂▁▏▎▍▌▋▊▉░▒▓▸▾◐◆×éüß‘’“”⠋';

	assert.deepEqual(
		[...signs].filter(sign => plainWidth(sign) !== 1),
		[],
	);
});

test('what may join its neighbors, or be shown as an emoji, is not plain', () => {
	const others = [
		'\u00AD',
		'\u0301',
		'\u200B',
		'\u200D',
		'\uFE0F',
		'\u1100',
		'\u302A',
		'\uD83D',
		'◽',
		'⌚',
		'👍',
		'\u001B',
	];

	assert.deepEqual(
		others.map(plainWidth),
		others.map(() => undefined),
	);
});

test('a carriage return needs the real segmenter', () => {
	assert.deepEqual(['a\nb', 'a\r\nb'].map(isSeparable), [true, false]);
});

test('any text is segmented as by Intl.Segmenter', () => {
	fc.assert(
		fc.property(arbitraryText, text => {
			assert.deepEqual([...new LazySegmenter().segment(text)], [...segmenter.segment(text)]);
		}),
	);
});

test('the cluster at any place is found as by Intl.Segmenter', () => {
	fc.assert(
		fc.property(arbitraryText, fc.integer({min: -1, max: 20}), (text, index) => {
			assert.deepEqual(new LazySegmenter().segment(text).containing(index), segmenter.segment(text).containing(index));
		}),
	);
});

test('words are left to Intl.Segmenter', () => {
	const options = {granularity: 'word'} as const;

	assert.deepEqual(
		[...new LazySegmenter('en', options).segment('two words')],
		[...new Intl.Segmenter('en', options).segment('two words')],
	);
});
