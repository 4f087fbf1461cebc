/**
A stretch of input without escape sequences: one key, or text that no fingers typed one by one.
*/
export type Typed = {readonly type: 'key' | 'text'; readonly text: string};

/** More of the same character than keys repeat while one chunk waits. */
const longestRepeat = 64;

/** All control characters but tab and the ends of lines, which are text when they stand beside it. */
const control = /([\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F])/;

/**
Whether a stretch is a control key, such as backspace or Ctrl-C; tab and Enter are not.
*/
export const isControl = (text: string): boolean => text.length === 1 && control.test(text);

const graphemes = new Intl.Segmenter(undefined, {granularity: 'grapheme'});

/**
A held key comes as the same character many times, an input method's as one grapheme of many code points. Enter counts alone only: beside anything else, be it itself, it is part of a paste.
*/
const readStretch = (text: string): readonly Typed[] => {
	if (text.length === 1) {
		return [{type: 'key', text}];
	}

	if (text.length > longestRepeat || /[\r\n]/.test(text)) {
		return [{type: 'text', text}];
	}

	const keys = Array.from(graphemes.segment(text), ({segment}) => segment);
	return new Set(keys).size === 1 ? keys.map((key): Typed => ({type: 'key', text: key})) : [{type: 'text', text}];
};

/**
Tell keys from text that was pasted or came in a burst.

Two or more different characters in one chunk are never keys, so that pasted text runs nothing.
*/
export const readTyped = (text: string): readonly Typed[] =>
	text
		.split(control)
		.filter(stretch => stretch !== '')
		.flatMap(readStretch);
