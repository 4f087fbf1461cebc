import type {AppState} from '../store/app-store.js';
import type {Abilities, Command, CommandContext} from './command.js';
import {moving} from './moving.js';
import {program} from './program.js';
import {results} from './results.js';
import {tasks} from './tasks.js';

/**
All that keys do, in the order in which the footer offers it.
*/
export const commands: readonly Command[] = [...results, ...tasks, ...moving, ...program];

const commandOf = new Map(commands.flatMap(command => command.keys.map(key => [key, command] as const)));

/** While the help is open, only the keys of the program itself go on working; these move it, and each other key leaves it. */
const programKeys: ReadonlySet<string> = new Set(program.flatMap(({keys}) => keys));
const helpSteps: Readonly<Record<string, number>> = {
	up: -1,
	k: -1,
	down: 1,
	j: 1,
	pageup: -10,
	pagedown: 10,
	space: 10,
};

/**
Do what a key stands for, or say why it cannot be done now.

@returns Whether the key stands for anything.
*/
export const pressKey = (key: string, context: CommandContext): boolean => {
	const state = context.store.getState();
	if (state.questionId !== undefined) {
		state.askToCancel(undefined);
		if (key === 'y') {
			context.actions.cancel(state.questionId);
			state.notify('Asking the service to cancel it.');
		}

		// Any other key means no, and nothing else; the way out is always open.
		if (key !== 'q' && key !== 'ctrl+c') {
			return true;
		}
	}

	if (state.panel === 'help' && !programKeys.has(key)) {
		const step = helpSteps[key];
		if (step === undefined) {
			state.showPanel(state.panelUnderHelp);
		} else {
			state.scrollHelp(step, context.maxHelpTop);
		}

		return true;
	}

	const command = commandOf.get(key);
	if (!command) {
		return false;
	}

	const reason = command.disabledReason?.(state, context);
	if (reason === undefined) {
		command.run(context);
	} else {
		state.notify(reason);
	}

	return true;
};

export type Hint = {readonly key: string; readonly text: string};

const scrollHint: Hint = {key: 'down', text: 'more'};
const backHint: Hint = {key: 'esc', text: 'back'};

/**
What the footer offers: for the task under the cursor, or for what lies over the table. The last two are the help or the way back, and the way out.

@param isHelpCut - Whether there is more of the help than is shown.
*/
export const hintsFor = (state: AppState, abilities: Abilities, isHelpCut: boolean): readonly Hint[] => {
	const hints = commands.flatMap(({keys, hint, disabledReason}) =>
		hint === undefined || keys[0] === undefined || disabledReason?.(state, abilities) !== undefined
			? []
			: [{key: keys[0], text: hint}],
	);
	const quitHint = hints.slice(-1);
	if (state.panel === 'help') {
		return [...(isHelpCut ? [scrollHint] : []), backHint, ...quitHint];
	}

	return state.panel === 'details'
		? [...hints.slice(0, -1).filter(({key}) => key !== 'enter'), backHint, ...quitHint]
		: hints;
};
