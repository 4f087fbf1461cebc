const toAscii = (character: string): string => character.normalize('NFKC');

/**
Undo what chats, spreadsheets, terminals and JSON encoders do to text: colours, invisible characters, full-width forms, curly quotes, escaped slashes and ampersands, lines broken by a backslash.
*/
export const cleanText = (text: string): string =>
	text
		.replaceAll(/\u001B\[[\d;]{0,32}[A-Za-z]/g, '')
		.replaceAll(/[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g, '')
		.replaceAll(/[\uFF01-\uFF5E\u{1D7CE}-\u{1D7FF}]/gu, toAscii)
		.replaceAll(/[\u00A0\u1680\u2000-\u200A\u202F\u205F\u3000]/g, ' ')
		.replaceAll(/[\u201C-\u201F]/g, '"')
		.replaceAll(/[\u2018\u2019]/g, "'")
		.replaceAll('\\/', '/')
		.replaceAll('\\u0026', '&')
		.replaceAll(/\\[ \t]*(?:\r\n|\n)/g, ' ');
