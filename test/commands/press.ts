import type {CommandContext} from '../../source/commands/command.js';
import {pressKey} from '../../source/commands/commands.js';
import {pressKeyInBox} from '../../source/commands/text-box.js';
import type {AppStore} from '../../source/store/app-store.js';

type Situation = Pick<CommandContext, 'rowCount' | 'maxHelpTop'> & Partial<Pick<CommandContext, 'canCancel'>>;

/**
Presses keys one after another, as the screen does.

@returns What was done beyond the store, in its order, such as `exit` or `poll task-1`.
*/
export const pressOn = (
	{rowCount, maxHelpTop, canCancel = () => false}: Situation,
	store: AppStore,
	...keys: readonly string[]
): readonly string[] => {
	const done: string[] = [];
	const context = {
		store,
		rowCount,
		maxHelpTop,
		actions: {
			exit: () => done.push('exit'),
			suspend: () => done.push('suspend'),
			redraw: () => done.push('redraw'),
			pollNow: (ids: readonly string[]) => done.push(`poll ${ids.join(' ')}`),
			cancel: (id: string) => done.push(`cancel ${id}`),
		},
		canCancel,
	};
	for (const key of keys) {
		const input = key === 'space' ? ' ' : [...key].length === 1 ? key : '';
		if (!pressKeyInBox(key, input, store)) {
			pressKey(key, context);
		}
	}

	return done;
};

/** Presses keys on a screen of ten rows. */
export const press = (store: AppStore, ...keys: readonly string[]): readonly string[] =>
	pressOn({rowCount: 10, maxHelpTop: 100}, store, ...keys);
