import {selectCursor} from '../store/selectors.js';
import {visibleTop} from '../store/visible-rows.js';
import type {Line} from '../table/cell.js';
import {layOut} from '../table/layout.js';
import {rowLine, titleLine} from '../table/row.js';
import type {ViewContext} from './view-context.js';

export type TableView = {
	readonly title: Line;
	readonly rows: readonly {readonly line: Line; readonly isSelected: boolean}[];
	/** Which rows of how many are shown, counted from 1; absent where all are. */
	readonly extent: string | undefined;
};

const gutterWidth = 2;

/**
The rows of the watch list that fit, and the titles above them.
*/
export const tableView = ({state, glyphs, columns}: ViewContext, rowCount: number): TableView => {
	const watches = [...state.watches.values()];
	const cursorId = selectCursor(state)?.id;
	const cursorIndex = Math.max(
		0,
		watches.findIndex(({id}) => id === cursorId),
	);
	const topIndex = visibleTop(state.topIndex, cursorIndex, rowCount, watches.length);
	const placed = layOut(columns - gutterWidth);
	const context = {...state, glyphs};
	const shown = watches.slice(topIndex, topIndex + rowCount);

	return {
		title: [{text: ' '.repeat(gutterWidth)}, ...titleLine(placed, glyphs.ellipsis)],
		rows: shown.map(watch => {
			const isSelected = watch.id === cursorId;
			const gutter = (isSelected ? glyphs.cursor : ' ') + (state.marks.has(watch.id) ? glyphs.mark : ' ');
			return {isSelected, line: [{text: gutter}, ...rowLine(watch, placed, context)]};
		}),
		extent: watches.length > rowCount ? `${topIndex + 1}-${topIndex + shown.length} of ${watches.length}` : undefined,
	};
};
