import type {Watch} from '../task/watch.js';
import type {Line, RowContext, Span} from './cell.js';
import {cutText, widthOf} from './fit-text.js';
import type {PlacedColumn} from './layout.js';

/** A cell cut and filled up to its column. The space around the text belongs to no link. */
const fitted = ({text, tone, link}: Span, {width, align, cut}: PlacedColumn, ellipsis: string): Line => {
	const short = cutText(text, width, cut, ellipsis);
	const space = {text: ' '.repeat(width - widthOf(short))};
	const span = {text: short, ...(tone && {tone}), link};
	return align === 'right' ? [space, span] : [span, space];
};

const inColumns = (placed: readonly PlacedColumn[], ellipsis: string, cellOf: (column: PlacedColumn) => Span): Line =>
	placed.flatMap(column => [{text: ' '.repeat(column.gapWidth)}, ...fitted(cellOf(column), column, ellipsis)]);

/**
One task as one line, exactly as wide as its columns.
*/
export const rowLine = (watch: Watch, placed: readonly PlacedColumn[], context: RowContext): Line =>
	inColumns(placed, context.glyphs.ellipsis, column => column.cell(watch, context, column.width));

/**
The titles above the columns.
*/
export const titleLine = (placed: readonly PlacedColumn[], ellipsis: string): Line =>
	inColumns(placed, ellipsis, ({title}) => ({text: title, tone: 'faint'}));
