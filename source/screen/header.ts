import type {Line, Span} from '../table/cell.js';
import {lineWidth, spreadLine} from '../table/line.js';
import {countSpans} from '../table/summary-line.js';
import {isUnderWay} from '../task/download.js';
import type {ViewContext} from './view-context.js';

/** How many files are being saved, and how far they are together. */
const downloadSpans = ({state, glyphs}: ViewContext): readonly Span[] => {
	const active = [...state.downloads.values()].filter(
		download => isUnderWay(download) && state.watches.has(download.id),
	);
	if (active.length === 0) {
		return [];
	}

	const receiving = active.flatMap(download => (download.state.type === 'receiving' ? [download.state] : []));
	const receivedBytes = receiving.reduce((sum, {receivedBytes: bytes}) => sum + bytes, 0);
	const totalBytes = receiving.reduce((sum, {totalBytes: bytes}) => sum + (bytes ?? Number.NaN), 0);
	const share = totalBytes > 0 ? ` ${Math.floor((100 * receivedBytes) / totalBytes)}%` : '';
	return [{text: `  ${glyphs.down} ${active.length} ${active.length === 1 ? 'file' : 'files'}${share}`, tone: 'busy'}];
};

/**
The name of the program, whom it asks, how many tasks there are of each kind, and how the downloads go.
*/
export const headerLine = (context: ViewContext): Line => {
	const {state, glyphs, host, columns} = context;
	const downloads = downloadSpans(context);
	const long = [...countSpans(state, glyphs, false), ...downloads];
	const counts = lineWidth(long) <= columns - 12 ? long : [...countSpans(state, glyphs, true), ...downloads];
	const hasRoomForName = lineWidth(counts) <= columns - 12;
	const name: Line = hasRoomForName
		? [
				{text: 'taskwatch', tone: 'strong'},
				{text: `  ${host}`, tone: 'faint'},
			]
		: [];
	return spreadLine(name, counts, columns, glyphs.ellipsis);
};
