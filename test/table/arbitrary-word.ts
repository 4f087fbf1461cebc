import fc from 'fast-check';

/** Pieces of one line of text that are measured in different ways, as they come out of `cleanText`. */
const piece = fc.oneof(
	fc.string({unit: 'grapheme-ascii', maxLength: 8}),
	fc.constantFrom(
		'中',
		'文字',
		'한국',
		'、',
		'「',
		'👍',
		'🎬',
		'🇨🇳',
		'1️⃣',
		'❤',
		'é',
		'e\u0301',
		'ก็',
		'…',
		'●',
		'｡',
		'ﾊﾞ',
	),
	fc.string({unit: 'grapheme', maxLength: 6}),
);

/**
Text of one line: Latin, Chinese, Japanese, Korean, emoji, combining marks.
*/
export const arbitraryWord = fc.array(piece, {maxLength: 16}).map(pieces => pieces.join(''));
