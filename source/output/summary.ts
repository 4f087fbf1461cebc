import type {AppState} from '../store/app-store.js';
import type {Line} from '../table/cell.js';
import type {Glyphs} from '../table/glyphs.js';
import {layOut} from '../table/layout.js';
import {rowLine, titleLine} from '../table/row.js';

/**
The last state of each task, for the normal screen after the dashboard is left.
*/
export const summaryLines = (state: AppState, width: number, glyphs: Glyphs): readonly Line[] => {
	if (state.watches.size === 0) {
		return [];
	}

	const placed = layOut(width).filter(({name}) => name !== 'ask');
	const context = {...state, glyphs};
	return [
		titleLine(placed, glyphs.ellipsis),
		...[...state.watches.values()].map(watch => rowLine(watch, placed, context)),
	];
};
