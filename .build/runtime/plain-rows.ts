import {styledCharsFromTokens, styledCharsToString, type Token, tokenize} from '@alcalzone/ansi-tokenize';
import {plainWidth} from './plain-text.ts';

type Operation =
	| {readonly type: 'clip' | 'unclip'}
	| {
			readonly type: 'write';
			readonly x: number;
			readonly y: number;
			readonly text: string;
			readonly transformers: readonly ((line: string, index: number) => string)[];
	  };

/**
What Ink collects while it goes through the tree: its class `Output`.
*/
type Output = {
	readonly operations: readonly Operation[];
	readonly width: number;
	readonly height: number;
};

const escapeSequence = /(\u001B\[[\d;]*m|\u001B\]8;[^\u0000-\u001F\u007F-\u009F]*\u0007)/;

/** A few screens full of lines, of which most come again in the next frame. */
const maxKnownLines = 1000;
const knownLines = new Map<string, string>();

const toTokens = (text: string): Token[] | undefined => {
	const tokens: Token[] = [];

	for (const [index, piece] of text.split(escapeSequence).entries()) {
		if (index % 2 === 1) {
			tokens.push(...tokenize(piece));
		} else if (plainWidth(piece) === undefined) {
			return undefined;
		} else if (piece !== '') {
			// All characters up to the next escape sequence have one style, and so can be one.
			tokens.push({type: 'char', value: piece, fullWidth: false});
		}
	}

	return tokens;
};

const toCells = (text: string) => {
	const tokens = toTokens(text);
	return tokens
		? styledCharsFromTokens(tokens)
		: styledCharsFromTokens(tokenize(text)).filter(({value}) => !/^\p{Default_Ignorable_Code_Point}+$/u.test(value));
};

/** The shortest styles that look the same, all ended at the end. */
const normalizeStyles = (text: string): string => {
	let line = knownLines.get(text);

	if (line === undefined) {
		line = styledCharsToString(toCells(text));
		if (knownLines.size >= maxKnownLines) {
			knownLines.clear();
		}

		knownLines.set(text, line);
	}

	return line;
};

/**
Rows of a frame in which each is written once, in one line: no grid of cells is needed for it.

@returns The rows as Ink would make them, or undefined for any other frame.
*/
export const plainRows = ({operations, width, height}: Output): readonly string[] | undefined => {
	const rows = new Map<number, string>();

	for (const operation of operations) {
		if (operation.type !== 'write' || operation.text.includes('\n')) {
			return undefined;
		}

		const {x, y, text, transformers} = operation;
		const isInside = Number.isInteger(x) && Number.isInteger(y) && x >= 0 && x <= width && y >= 0 && y < height;
		if (!isInside || rows.has(y)) {
			return undefined;
		}

		const line = transformers.reduce((result, transform) => transform(result, 0), normalizeStyles(text));
		if (line.includes('\n')) {
			return undefined;
		}

		rows.set(y, (' '.repeat(x) + normalizeStyles(line)).trimEnd());
	}

	return Array.from({length: height}, (_, y) => rows.get(y) ?? '');
};
