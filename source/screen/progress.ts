import type {AppStore} from '../store/app-store.js';
import type {Glyphs} from '../table/glyphs.js';
import type {Painter} from './paint.js';
import {progressLines} from './progress-lines.js';

export type ProgressOptions = {
	readonly store: AppStore;
	readonly terminal: {
		readonly write: (text: string) => void;
		/** As of now. */
		readonly size: () => {readonly columns: number; readonly rows: number};
	};
	readonly glyphs: Glyphs;
	readonly paint: Painter;
};

export type Progress = {
	/** Write something else to the same terminal: it comes to stand above. */
	readonly above: (write: () => void) => void;
	/** What was drawn is not where the cursor is any more, as after a stop by Ctrl-Z. */
	readonly forget: () => void;
	/** Leave the last lines where they are, or nothing at all. */
	readonly end: (isKept: boolean) => void;
};

const eraseBelow = '\u001B[J';

/**
Draws how the tasks stand below what else is on a terminal, and draws it anew in its place when that has changed.
*/
export const createProgress = ({store, terminal, glyphs, paint}: ProgressOptions): Progress => {
	let drawnCount = 0;
	let drawnWidth = 0;
	let isDrawingSoon = false;
	let isOver = false;

	/** Back to the first line that was drawn. A line takes several rows where the terminal has become narrower since. */
	const toStart = (): string => {
		const rowCount = drawnCount * Math.ceil(drawnWidth / terminal.size().columns);
		return rowCount === 0 ? '' : `\u001B[${rowCount}A\r`;
	};

	const draw = (): void => {
		const {columns, rows} = terminal.size();
		const width = Math.max(1, columns - 1);
		const lines = progressLines(store.getState(), {rowCount: Math.max(1, rows - 1), width, glyphs});
		const text = lines.map(line => `${paint(line)}\n`).join('');
		terminal.write(`${toStart()}${eraseBelow}${text}`);
		drawnCount = lines.length;
		drawnWidth = width;
	};

	const forget = (): void => {
		drawnCount = 0;
	};

	const erase = (): void => {
		if (drawnCount > 0) {
			terminal.write(`${toStart()}${eraseBelow}`);
			forget();
		}
	};

	// What changes in one go is drawn in one go.
	const drawSoon = (): void => {
		if (!isDrawingSoon) {
			isDrawingSoon = true;
			queueMicrotask(() => {
				isDrawingSoon = false;
				if (!isOver) {
					draw();
				}
			});
		}
	};

	const unsubscribe = store.subscribe(drawSoon);
	drawSoon();

	return {
		above(write) {
			erase();
			write();
			drawSoon();
		},

		forget,

		end(isKept) {
			unsubscribe();
			isOver = true;
			if (isKept) {
				draw();
			} else {
				erase();
			}
		},
	};
};
