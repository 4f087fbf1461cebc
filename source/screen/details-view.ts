import {selectCursor} from '../store/selectors.js';
import type {Line, Span} from '../table/cell.js';
import {detailsOf} from '../table/details.js';
import {cutText, widthOf} from '../table/fit-text.js';
import {fitLine} from '../table/line.js';
import {wrapText} from '../table/wrap-text.js';
import {pastLines} from './past-lines.js';
import {titled, valueStart} from './titled.js';
import type {ViewContext} from './view-context.js';

/**
A rule across the screen with the task's name in it.
*/
export const ruleLine = ({state, glyphs, columns}: ViewContext): Line => {
	const watch = selectCursor(state);
	const name = watch ? [watch.id, ...(watch.label === undefined ? [] : [watch.label])].join('  ') : '';
	const text = ` ${cutText(name, columns - 8, 'middle', glyphs.ellipsis)} `;
	return [
		{text: glyphs.rule.repeat(3), tone: 'faint'},
		{text, tone: 'strong'},
		{text: glyphs.rule.repeat(Math.max(0, columns - 3 - widthOf(text))), tone: 'faint'},
	];
};

/** A long value goes on under its own beginning; each piece of a link leads to the whole of it. */
const wrapped = (title: string, value: Span, width: number): readonly Line[] =>
	wrapText(value.text, width).map((text, index) => titled(index === 0 ? title : '', {...value, text}));

/**
What there is to know of the task under the cursor.

@param isWhole - Whether long texts are broken into lines rather than cut, and what happened to the task is told where there is room left.
*/
export const detailLines = (context: ViewContext, rowCount: number, isWhole: boolean): readonly Line[] => {
	const {state, glyphs, columns} = context;
	const watch = selectCursor(state);
	if (!watch) {
		return [];
	}

	const details = detailsOf(watch, {...state, glyphs});
	const valueWidth = Math.max(8, columns - valueStart);
	const lines = details.flatMap(({title, value}) =>
		isWhole ? wrapped(title, value, valueWidth) : [titled(title, value)],
	);
	const past = isWhole ? pastLines(state, watch.id, rowCount - lines.length) : [];
	return [...lines, ...past].slice(0, rowCount).map(line => fitLine(line, columns, glyphs.ellipsis));
};
