import {kindOfKey} from './find-task-ids-keys.js';
import {mayBeTaskId} from './find-task-ids-shape.js';

/**
Where the identifiers stand in the rows below a header.
*/
export type Table = {
	readonly delimiter: string;
	readonly column: number;
	readonly width: number;
};

const delimiters = ['\t', '|', ';', ','];

/** A title: a few words. */
const title = /^[\p{L}\p{M}\d_ .()#%/-]{0,48}$/u;

const unquote = (cell: string): string =>
	cell
		.trim()
		.replace(/^(["'`])(.*)\1$/s, '$2')
		.trim();

const readCells = (line: string, delimiter: string): readonly string[] => {
	const cells: string[] = [];
	let open: string | undefined;
	for (const piece of line.split(delimiter)) {
		const hasOddQuotes = piece.split('"').length % 2 === 0;
		if (open !== undefined) {
			open += delimiter + piece;
			if (hasOddQuotes) {
				cells.push(unquote(open));
				open = undefined;
			}
		} else if (hasOddQuotes) {
			open = piece;
		} else {
			cells.push(unquote(piece));
		}
	}

	return open === undefined ? cells : [...cells, unquote(open)];
};

/**
Read a header of a CSV, TSV or Markdown table that has a column of identifiers.
*/
export const readHeader = (line: string): Table | undefined => {
	if (line.length > 4096) {
		return undefined;
	}

	const delimiter = delimiters.find(candidate => line.includes(candidate)) ?? '\t';
	const cells = readCells(line, delimiter);
	if (!cells.every(cell => title.test(cell) && !/\d{3}/.test(cell))) {
		return undefined;
	}

	const kinds = cells.map(kindOfKey);
	const column = kinds.includes('task') ? kinds.indexOf('task') : kinds.indexOf('id');
	return column === -1 ? undefined : {delimiter, column, width: cells.length};
};

/**
Read a row.

@returns No identifier where the cell holds none; `undefined` for a line that is no row of the table.
*/
export const findIdsInRow = (line: string, {delimiter, column, width}: Table): readonly string[] | undefined => {
	const cells = readCells(line, delimiter);
	if (cells.length !== width) {
		return undefined;
	}

	const cell = cells[column] ?? '';
	if (mayBeTaskId(cell)) {
		return [cell];
	}

	return width === 1 ? undefined : [];
};
