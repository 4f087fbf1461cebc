/*
Every alternative matches whatever follows its first character, so that nothing is tried twice. A control string ends at BEL, ST, CAN or SUB, at the next escape, or with the text, as in a terminal.
*/
const escapeSequences =
	/(?:\x1B\[|\x9B)[\x30-\x3F]*[\x20-\x2F]*[\x40-\x7E]?|(?:\x1B[\]PX^_]|[\x90\x98\x9D-\x9F])[^\x07\x18\x1A\x1B\x9C]*(?:[\x07\x18\x1A\x9C]|\x1B\\)?|\x1B[\x20-\x2F]*[\x30-\x7E]?/g;

/*
Zero-width characters, bidirectional controls, variation selectors and the joiner are all default-ignorable. With skin tones they make emoji that terminals disagree about in width.
*/
const invisibles = /[[\p{Cc}--[\t-\r\x85]]\p{Default_Ignorable_Code_Point}\p{Emoji_Modifier}\uFFF9-\uFFFB]/gv;

const whiteSpace = /[\s\x85]+/g;

/*
One mark at a time: a match over a run of millions would overflow the stack.
*/
const stackedMarks = /(?<=\p{M}{3})\p{M}/gu;

/**
@returns The first `count` code points.
*/
const head = (text: string, count: number): string => {
	let end = 0;
	let left = count;
	for (const character of text) {
		if (left === 0) {
			break;
		}

		left--;
		end += character.length;
	}

	return text.slice(0, end);
};

/**
Make text of a service inert and fit for one line of a terminal: no control characters, escape sequences, invisible characters or line breaks. Cleaning it again changes nothing. Takes time linear in the text.

@param maxLength - In code points, at least 1. A longer text is cut, and ends with `…`.
*/
export const cleanText = (text: string, maxLength = 2000): string => {
	const cleaned = text
		.toWellFormed()
		.replace(escapeSequences, '')
		.replace(invisibles, '')
		.replace(whiteSpace, ' ')
		.trim()
		.replace(stackedMarks, '');

	return head(cleaned, maxLength) === cleaned ? cleaned : `${head(cleaned, maxLength - 1).trimEnd()}…`;
};
