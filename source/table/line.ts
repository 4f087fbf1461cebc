import type {Line, Span} from './cell.js';
import {cutText, widthOf} from './fit-text.js';

export const lineWidth = (line: Line): number => line.reduce((sum, {text}) => sum + widthOf(text), 0);

/**
A line cut and filled up to a width. Where anything is gone, the ellipsis tells.
*/
export const fitLine = (line: Line, width: number, ellipsis: string): Line => {
	const missing = width - lineWidth(line);
	if (missing >= 0) {
		return missing === 0 ? line : [...line, {text: ' '.repeat(missing)}];
	}

	let rest = width;
	const fitted: Span[] = [];
	for (const [index, span] of line.entries()) {
		const hasMore = line.slice(index + 1).some(({text}) => text !== '');
		// A span that just fits has to leave room for the ellipsis if others follow.
		const isLast = widthOf(span.text) === rest && hasMore;
		const text = cutText(isLast ? `${span.text}  ` : span.text, rest, 'end', ellipsis);
		fitted.push({...span, text});
		rest -= widthOf(text);
		if (text !== span.text) {
			break;
		}
	}

	return rest > 0 ? [...fitted, {text: ' '.repeat(rest)}] : fitted;
};

/**
One line at the left end and one at the right end of a width. When both have no room, the left one is cut.
*/
export const spreadLine = (left: Line, right: Line, width: number, ellipsis: string): Line => {
	const rightWidth = lineWidth(right);
	return rightWidth === 0 || rightWidth >= width
		? fitLine(rightWidth >= width ? right : left, width, ellipsis)
		: [...fitLine(left, width - rightWidth - 1, ellipsis), {text: ' '}, ...right];
};
