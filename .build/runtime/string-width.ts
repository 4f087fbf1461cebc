import type originalStringWidth from 'string-width';
import stripAnsi from 'strip-ansi';
import {plainWidth} from './plain-text.ts';

type StringWidth = typeof originalStringWidth;

// A call of `require`, so that the bundler runs the module on first use: it builds its tables of emoji when loaded.
declare const require: (name: 'string-width') => {readonly default: StringWidth};

/**
Stands in for `string-width`: the same answers, without its tables as long as no text needs them.
*/
export const stringWidth: StringWidth = (text, options = {}) => {
	const {ambiguousIsNarrow = true, countAnsiEscapeCodes = false} = options;

	if (typeof text === 'string' && ambiguousIsNarrow) {
		const hasEscapes = !countAnsiEscapeCodes && (text.includes('\u001B') || text.includes('\u009B'));
		const width = plainWidth(hasEscapes ? stripAnsi(text) : text);
		if (width !== undefined) {
			return width;
		}
	}

	return require('string-width').default(text, options);
};
