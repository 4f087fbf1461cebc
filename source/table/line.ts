import type {Line, Span} from './cell.js';
import {cutText, widthOf} from './fit-text.js';

export const lineWidth = (line: Line): number => line.reduce((sum, {text}) => sum + widthOf(text), 0);

/**
A line cut and filled up to a width.
*/
export const fitLine = (line: Line, width: number, ellipsis: string): Line => {
	let rest = width;
	const fitted: Span[] = [];
	for (const span of line) {
		const text = cutText(span.text, rest, 'end', ellipsis);
		fitted.push(text === span.text ? span : {...span, text});
		rest -= widthOf(text);
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
