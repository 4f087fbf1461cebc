import type {Program} from '../program.js';
import {createPainter} from '../screen/paint.js';
import type {Settings} from '../settings.js';
import type {Line} from '../table/cell.js';

/**
Print lines: on a screen with all that it can show, elsewhere as text alone, in colours where they are forced.
*/
export const printLines = (
	lines: readonly Line[],
	{colourDepth, isColourForced, isAscii}: Settings,
	{stdout, hasScreen}: Program,
): void => {
	const paint = createPainter(colourDepth, isAscii);
	const bare = (line: Line): Line => line.map(({text, tone = 'plain'}) => ({text, ...(isColourForced && {tone})}));
	for (const line of lines) {
		stdout.write(`${paint(hasScreen ? line : bare(line)).trimEnd()}\n`);
	}
};
