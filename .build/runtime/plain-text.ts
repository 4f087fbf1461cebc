/*
Characters that always stand alone: one code unit, one grapheme cluster whatever stands next to it, and a width that depends on nothing else. Latin, Greek, Cyrillic, punctuation, arrows, lines, blocks and a few signs take one column; Chinese, Japanese and Korean take two.

Left out on purpose: joiners, marks, conjoining jamo, soft hyphen, surrogates and whatever may be shown as an emoji by default. The tests compare each character with `Intl.Segmenter` and `string-width`.
*/
const narrow = [
	String.raw`\u0020-\u007E\u00A0-\u00AC\u00AE-\u02FF`, // Latin
	String.raw`\u0370-\u0377\u0384-\u038A\u0391-\u03A1\u03A3-\u03FF`, // Greek
	String.raw`\u0400-\u0482\u048A-\u052F`, // Cyrillic
	String.raw`\u2010-\u2027\u2030-\u205E`, // Punctuation
	String.raw`\u2190-\u22FF`, // Arrows, mathematics
	String.raw`\u2500-\u25FC\u25FF`, // Lines, blocks, shapes
	String.raw`\u2713\u2717\u276F`, // ✓ ✗ ❯
	String.raw`\u2800-\u28FF`, // Braille, for spinners
].join('');

const wide = [
	String.raw`\u3000-\u3029\u3031-\u303C`, // Punctuation
	String.raw`\u3041-\u3096\u309B-\u30FF`, // Kana
	String.raw`\u3400-\u4DBF\u4E00-\u9FFF`, // Han
	String.raw`\uAC00-\uD7A3`, // Hangul syllables
	String.raw`\uFF01-\uFF60`, // Full-width forms
].join('');

const plainText = new RegExp(`^[${narrow}${wide}]*$`);
const wideCharacter = new RegExp(`[${wide}]`, 'g');

// Controls end a cluster on both sides; only a carriage return can join the line feed after it.
const separableText = new RegExp(String.raw`^[\u0000-\u000C\u000E-\u001F\u007F-\u009F${narrow}${wide}]*$`);

/**
Width of a text made of nothing but characters that always stand alone.

@returns Columns, or undefined when the text needs real segmentation.
*/
export const plainWidth = (text: string): number | undefined =>
	plainText.test(text) ? text.length + (text.match(wideCharacter)?.length ?? 0) : undefined;

/**
Whether each code unit of the text is a grapheme cluster of its own.
*/
export const isSeparable = (text: string): boolean => separableText.test(text);
