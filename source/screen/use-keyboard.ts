import {useApp, useInput, usePaste} from 'ink';
import {useEffect} from 'react';
import type {Actions, CommandContext} from '../commands/command.js';
import {pressKey} from '../commands/commands.js';
import {keyName} from '../commands/key-name.js';
import {addPasted} from '../commands/paste.js';
import {openBoxOf, pasteInBox, pressKeyInBox} from '../commands/text-box.js';
import type {AppStore} from '../store/app-store.js';
import type {PlaceTask} from '../task/task-links.js';

/**
What the outside may ask of the screen while it is up.
*/
export type ScreenControls = {
	readonly exit: () => void;
	/** Give the terminal away for as long as `pause` takes, then draw everything anew. */
	readonly suspend: (pause: () => void | Promise<void>) => Promise<void>;
};

export type KeyboardProps = {
	readonly store: AppStore;
	readonly pollNow: Actions['pollNow'];
	readonly cancel: Actions['cancel'];
	/** @returns Milliseconds since the Unix epoch. */
	readonly now: () => number;
	readonly placeTask: PlaceTask;
	/** Stop the whole job, as Ctrl-Z does in a shell. */
	readonly stopJob: () => void;
	readonly onReady?: (controls: ScreenControls) => void;
};

export type KeyboardOptions = KeyboardProps &
	Pick<CommandContext, 'canCancel'> &
	Pick<Actions, 'redraw'> & {
		/** How much there is to move through, as of now. */
		readonly extent: () => Pick<CommandContext, 'rowCount' | 'maxHelpTop'>;
	};

/**
Do what keys and pastes stand for.
*/
export const useKeyboard = ({
	store,
	pollNow,
	cancel,
	now,
	placeTask,
	stopJob,
	onReady,
	canCancel,
	redraw,
	extent,
}: KeyboardOptions): void => {
	const {exit, suspendTerminal} = useApp();

	useEffect(() => {
		onReady?.({exit: () => exit(), suspend: suspendTerminal});
	}, [exit, suspendTerminal, onReady]);

	const actions: Actions = {exit: () => exit(), suspend: stopJob, redraw, pollNow, cancel};

	useInput((input, key) => {
		store.getState().tick(now());
		// Keys that come in quick succession come as one text.
		for (const character of input.length > 1 ? input : [input]) {
			const name = keyName(character, key);
			if (name !== undefined && !pressKeyInBox(name, character, store, placeTask)) {
				pressKey(name, {store, actions, canCancel, ...extent()});
			}
		}
	});

	usePaste(text => {
		store.getState().tick(now());
		if (openBoxOf(store.getState())) {
			pasteInBox(store, text, placeTask);
		} else {
			addPasted(store, text, placeTask);
		}
	});
};
