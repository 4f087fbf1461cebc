import cliTruncate from 'cli-truncate';
import stringWidth from 'string-width';

/** Text whose every character is one column wide, so that its length is its width. */
const isPlain = (text: string): boolean => /^[ -~]*$/.test(text);

/**
The columns that a text takes in a terminal.
*/
export const widthOf = (text: string): number => (isPlain(text) ? text.length : stringWidth(text));

/**
Cut a text to a width, at its end or in its middle, with an ellipsis where something is gone. Text without escape sequences only.

@param ellipsis - One column wide.
*/
export const cutText = (text: string, width: number, position: 'end' | 'middle' = 'end', ellipsis = '…'): string => {
	if (width <= 0) {
		return '';
	}

	if (widthOf(text) <= width) {
		return text;
	}

	if (width === 1) {
		return ellipsis;
	}

	if (!isPlain(text)) {
		return cliTruncate(text, width, {position, truncationCharacter: ellipsis});
	}

	const keptAtEnd = position === 'middle' ? Math.floor((width - 1) / 2) : 0;
	return text.slice(0, width - 1 - keptAtEnd) + ellipsis + text.slice(text.length - keptAtEnd);
};

/**
Fill a text up with spaces to a width. A text that is wider stays as it is.
*/
export const padText = (text: string, width: number, align: 'left' | 'right' = 'left'): string => {
	const space = ' '.repeat(Math.max(0, width - widthOf(text)));
	return align === 'left' ? text + space : space + text;
};
