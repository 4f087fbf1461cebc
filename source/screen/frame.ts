import {openBoxOf} from '../commands/text-box.js';
import type {Line} from '../table/cell.js';
import {fitLine} from '../table/line.js';
import {detailLines, ruleLine} from './details-view.js';
import {emptyLines} from './empty-view.js';
import {boxLine, footerLine, statusLine} from './foot.js';
import {headerLine} from './header.js';
import {helpLines} from './help-view.js';
import {tableView} from './table-view.js';
import type {ViewContext} from './view-context.js';

export type FrameLine = {readonly line: Line; readonly isSelected?: boolean};

/** How the rows of the screen are shared out; each part gives way before the table does. */
const shareRows = (rows: number, columns: number) => {
	const hasTitle = rows >= 10 && columns >= 40;
	const hasStatus = rows >= 7;
	const detailCount = columns < 60 ? 0 : rows >= 28 ? 6 : rows >= 20 ? 3 : 0;
	const taken = 2 + (hasTitle ? 1 : 0) + (hasStatus ? 1 : 0) + (detailCount > 0 ? detailCount + 1 : 0);
	return {hasTitle, hasStatus, detailCount, rowCount: Math.max(1, rows - taken)};
};

/**
How many rows of the table a screen of this size shows.
*/
export const tableRowCount = (rows: number, columns: number): number => shareRows(rows, columns).rowCount;

const bodyRowCount = (rows: number, hasStatus: boolean): number => Math.max(0, rows - (hasStatus ? 3 : 2));

/**
The first line of the help that is shown when its end is.
*/
export const maxHelpTop = (rows: number, columns: number): number => {
	const bodyCount = bodyRowCount(rows, false);
	return Math.max(0, helpLines(columns, bodyCount).length - bodyCount);
};

const filled = (lines: readonly FrameLine[], count: number): readonly FrameLine[] => [
	...lines.slice(0, count),
	...Array.from({length: Math.max(0, count - lines.length)}, () => ({line: []})),
];

const plain = (lines: readonly Line[]): readonly FrameLine[] => lines.map(line => ({line}));

/** What stands between the header and the foot, and which rows of the table that shows. */
const bodyOf = (
	context: ViewContext,
	rows: number,
): {lines: readonly FrameLine[]; extent?: string | undefined; isHelpCut?: boolean} => {
	const {state, columns} = context;
	const {hasTitle, hasStatus, detailCount, rowCount} = shareRows(rows, columns);
	const bodyCount = bodyRowCount(rows, hasStatus);
	if (state.panel === 'help') {
		const helpCount = bodyRowCount(rows, false);
		const lines = helpLines(columns, helpCount);
		const top = Math.min(state.helpTop, Math.max(0, lines.length - helpCount));
		return {lines: filled(plain(lines.slice(top)), helpCount), isHelpCut: lines.length - top > helpCount};
	}

	if (state.watches.size === 0) {
		return {lines: filled(plain(emptyLines(context, bodyCount)), bodyCount)};
	}

	if (state.panel === 'details') {
		return {lines: filled(plain([ruleLine(context), ...detailLines(context, bodyCount - 1, true)]), bodyCount)};
	}

	const table = tableView(context, rowCount);
	return {
		lines: [
			...(hasTitle ? [{line: table.title}] : []),
			...filled(table.rows, rowCount),
			...(detailCount > 0
				? filled(plain([ruleLine(context), ...detailLines(context, detailCount, false)]), detailCount + 1)
				: []),
		],
		extent: table.extent,
	};
};

/**
The whole screen: exactly as many lines as the terminal has rows, each exactly as wide as the terminal.
*/
export const frameOf = (context: ViewContext, rows: number): readonly FrameLine[] => {
	const {state, glyphs, columns} = context;
	// The help needs each row more than a status does.
	const hasStatus = state.panel !== 'help' && shareRows(rows, columns).hasStatus;
	const body = bodyOf(context, rows);
	const isBoxOpen = openBoxOf(state) !== undefined;
	const status = isBoxOpen ? boxLine(context) : statusLine(context, body.extent);
	const isFootShared = !hasStatus && state.panel !== 'help';
	const footer = isFootShared && (isBoxOpen || state.notice) ? status : footerLine(context, body.isHelpCut ?? false);
	const frame = [{line: headerLine(context)}, ...body.lines, ...(hasStatus ? [{line: status}] : []), {line: footer}];
	return frame.slice(0, rows).map(({line, ...rest}) => ({...rest, line: fitLine(line, columns, glyphs.ellipsis)}));
};
