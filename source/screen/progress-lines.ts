import type {AppState} from '../store/app-store.js';
import type {Line} from '../table/cell.js';
import type {Glyphs} from '../table/glyphs.js';
import {layOut} from '../table/layout.js';
import {fitLine} from '../table/line.js';
import {rowLine} from '../table/row.js';
import {countSpans} from '../table/summary-line.js';
import {isUnderWay} from '../task/download.js';
import {isFinished, type Watch} from '../task/watch.js';

/** Those that something still happens to come first; each group in the order of the list. */
const shownWatches = ({watches, downloads}: AppState, count: number): readonly Watch[] => {
	const all = [...watches.values()];
	if (all.length <= count) {
		return all;
	}

	const saving = new Set([...downloads.values()].filter(isUnderWay).map(({id}) => id));
	const isBusy = (watch: Watch): boolean => !isFinished(watch) || saving.has(watch.id);
	return [...all.filter(isBusy), ...all.filter(watch => !isBusy(watch))].slice(0, count);
};

/**
A line per task as in the dashboard; where there are more than fit, those that something still happens to, and how many there are of each kind.
*/
export const progressLines = (
	state: AppState,
	{rowCount, width, glyphs}: {readonly rowCount: number; readonly width: number; readonly glyphs: Glyphs},
): readonly Line[] => {
	const isCut = state.watches.size > rowCount;
	const placed = layOut(width);
	const context = {...state, glyphs};
	return [
		...shownWatches(state, isCut ? rowCount - 1 : rowCount).map(watch => rowLine(watch, placed, context)),
		...(isCut ? [countSpans(state, glyphs, false)] : []),
	].map(line => fitLine(line, width, glyphs.ellipsis));
};
