import {pressKey} from '../../source/commands/commands.js';
import {pressKeyInBox} from '../../source/commands/text-box.js';
import type {AppStore} from '../../source/store/app-store.js';

/**
Presses keys one after another, as the screen does.

@returns What was done beyond the store, in its order, such as `exit` or `poll task-1`.
*/
export const press = (store: AppStore, ...keys: readonly string[]): readonly string[] => {
	const done: string[] = [];
	const context = {
		store,
		rowCount: 10,
		maxHelpTop: 100,
		actions: {
			exit: () => done.push('exit'),
			suspend: () => done.push('suspend'),
			redraw: () => done.push('redraw'),
			pollNow: (ids: readonly string[]) => done.push(`poll ${ids.join(' ')}`),
		},
	};
	for (const key of keys) {
		const input = key === 'space' ? ' ' : [...key].length === 1 ? key : '';
		if (!pressKeyInBox(key, input, store)) {
			pressKey(key, context);
		}
	}

	return done;
};
