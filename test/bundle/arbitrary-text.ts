import fc from 'fast-check';

/** Pieces that terminal texts are made of, and that are measured in different ways. */
const piece = fc.oneof(
	fc.constantFrom('task', ' ', 'é', '│', '…', '●', '中', '한', '、', '\n', '\t', '\r\n'),
	fc.constantFrom('\u001B[31m', '\u001B[39m', '\u001B[1;4m', '\u001B[0m', '\u001B[38;5;12m', '\u001B', '\u009B'),
	fc.constantFrom('\u001B]8;;https://example.com\u0007', '\u001B]8;;\u0007'),
	fc.constantFrom('👩‍👩‍👧', '🇨🇳', '❤️', '1️⃣', '👍🏽', 'e\u0301', 'ᄀ', 'ᅡ', 'ᆨ', 'ก็', '\u200D', '\u00AD', '\uD83D'),
	fc.string({unit: 'grapheme-ascii', maxLength: 8}),
	fc.string({unit: 'binary', maxLength: 4}),
);

/**
Any text: plain, styled, linked, or in need of real segmentation.
*/
export const arbitraryText = fc.array(piece, {maxLength: 12}).map(pieces => pieces.join(''));
