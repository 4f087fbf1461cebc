import type {Column} from './cell.js';
import {columns} from './columns.js';

/** A column with its place: `gapWidth` columns of space stand before it. */
export type PlacedColumn = Column & {readonly width: number; readonly gapWidth: number};

/** From this width on there is room for two columns of space between the texts. */
const wideFrom = 100;

const widthOfAll = (shown: readonly Column[], gapWidth: number): number =>
	shown.reduce((sum, {minWidth}) => sum + minWidth + gapWidth, -gapWidth);

/** The columns that fit: the most dispensable ones have given way. */
const columnsFor = (width: number, gapWidth: number): readonly Column[] => {
	let shown = columns;
	while (widthOfAll(shown, gapWidth) > width) {
		const first = shown.reduce((most, column) => (column.dropOrder > most.dropOrder ? column : most));
		if (first.dropOrder === 0) {
			break;
		}

		shown = shown.flatMap(column => (column === first ? (column.narrow ?? []) : column));
	}

	return shown;
};

/**
Which columns are shown in a table of this width, and how wide each is. What is left over is shared evenly among those that can still grow.
*/
export const layOut = (width: number): readonly PlacedColumn[] => {
	const gapWidth = width < wideFrom ? 1 : 2;
	const shown = columnsFor(width, gapWidth);
	const widths = shown.map(({minWidth}) => minWidth);
	let spare = width - widthOfAll(shown, gapWidth);
	while (spare > 0 && shown.some(({maxWidth}, index) => (widths[index] ?? 0) < maxWidth)) {
		for (const [index, {maxWidth}] of shown.entries()) {
			const current = widths[index] ?? 0;
			if (spare > 0 && current < maxWidth) {
				widths[index] = current + 1;
				spare--;
			}
		}
	}

	return shown.map((column, index) => ({...column, width: widths[index] ?? 0, gapWidth: index === 0 ? 0 : gapWidth}));
};
