import {Box, Text, useApp, useInput, usePaste, useWindowSize} from 'ink';
import {useEffect} from 'react';
import {useStore} from 'zustand';
import type {Actions} from '../commands/command.js';
import {pressKey} from '../commands/commands.js';
import {keyName} from '../commands/key-name.js';
import {addPasted} from '../commands/paste.js';
import {openBoxOf, pasteInBox, pressKeyInBox} from '../commands/text-box.js';
import type {AppStore} from '../store/app-store.js';
import type {PlaceTask} from '../task/task-links.js';
import {frameOf, maxHelpTop, tableRowCount} from './frame.js';
import type {Painter} from './paint.js';
import type {Surroundings} from './view-context.js';

/**
What the outside may ask of the screen while it is up.
*/
export type ScreenControls = {
	readonly exit: () => void;
	/** Give the terminal away for as long as `pause` takes, then draw everything anew. */
	readonly suspend: (pause: () => void | Promise<void>) => Promise<void>;
};

export type AppProps = {
	readonly store: AppStore;
	readonly surroundings: Surroundings;
	readonly paint: Painter;
	readonly pollNow: Actions['pollNow'];
	readonly cancel: Actions['cancel'];
	/** @returns Milliseconds since the Unix epoch. */
	readonly now: () => number;
	readonly placeTask: PlaceTask;
	/** Stop the whole job, as Ctrl-Z does in a shell. */
	readonly stopJob: () => void;
	readonly onReady?: (controls: ScreenControls) => void;
};

export function App({store, surroundings, paint, pollNow, cancel, now, placeTask, stopJob, onReady}: AppProps) {
	const state = useStore(store);
	const {columns, rows} = useWindowSize();
	const {exit, suspendTerminal} = useApp();

	useEffect(() => {
		onReady?.({exit: () => exit(), suspend: suspendTerminal});
	}, [exit, suspendTerminal, onReady]);

	const actions: Actions = {
		exit: () => exit(),
		suspend: stopJob,
		redraw: () => void suspendTerminal(() => undefined),
		pollNow,
		cancel,
	};

	useInput((input, key) => {
		store.getState().tick(now());
		// Keys that come in quick succession come as one text.
		for (const character of input.length > 1 ? input : [input]) {
			const name = keyName(character, key);
			if (name !== undefined && !pressKeyInBox(name, character, store, placeTask)) {
				pressKey(name, {
					store,
					actions,
					canCancel: surroundings.canCancel,
					rowCount: tableRowCount(rows, columns),
					maxHelpTop: maxHelpTop(rows, columns),
				});
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

	return (
		<Box flexDirection='column' width={columns} height={rows}>
			{frameOf({...surroundings, state, columns}, rows).map(({line, isSelected}, index) => (
				// biome-ignore lint/suspicious/noArrayIndexKey: a line is its place on the screen
				<Text key={index} wrap='truncate-end'>
					{paint(line, {isSelected: isSelected ?? false})}
				</Text>
			))}
		</Box>
	);
}
