import {selectCursor} from '../store/selectors.js';
import {visibleTop} from '../store/visible-rows.js';
import type {Command, CommandContext} from './command.js';

/** Move the cursor by rows, as far as there are any. */
const moveBy =
	(delta: (rowCount: number) => number) =>
	({store, rowCount}: CommandContext): void => {
		const state = store.getState();
		const ids = [...state.watches.keys()];
		const from = ids.indexOf(selectCursor(state)?.id ?? ('' as never));
		const to = Math.max(0, Math.min(from + delta(rowCount), ids.length - 1));
		const id = ids[to];
		if (id !== undefined) {
			state.moveTo(id, visibleTop(state.topIndex, to, rowCount, ids.length));
		}
	};

export const moving: readonly Command[] = [
	{keys: ['up', 'k'], title: 'Move up', group: 'Moving', run: moveBy(() => -1)},
	{keys: ['down', 'j'], title: 'Move down', group: 'Moving', run: moveBy(() => 1)},
	{keys: ['pageup', 'ctrl+b'], title: 'Move up a page', group: 'Moving', run: moveBy(rowCount => -rowCount)},
	{keys: ['pagedown', 'ctrl+f'], title: 'Move down a page', group: 'Moving', run: moveBy(rowCount => rowCount)},
	{keys: ['home', 'g'], title: 'Move to the first task', group: 'Moving', run: moveBy(() => Number.NEGATIVE_INFINITY)},
	{keys: ['end', 'G'], title: 'Move to the last task', group: 'Moving', run: moveBy(() => Number.POSITIVE_INFINITY)},
];

export const moveDown = moveBy(() => 1);
