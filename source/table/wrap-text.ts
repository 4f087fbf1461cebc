import wrapAnsi from 'wrap-ansi';

/**
Break a text into lines of at most this width, at spaces where there are any. A word that is longer, such as a link, is broken anywhere.
*/
export const wrapText = (text: string, width: number): readonly string[] =>
	wrapAnsi(text, width, {hard: true}).split('\n');
