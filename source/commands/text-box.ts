import type {AppState, AppStore} from '../store/app-store.js';
import {selectCursor} from '../store/selectors.js';
import {cleanText} from '../task/clean-text.js';
import type {PlaceTask} from '../task/task-links.js';
import {addPasted, addTyped} from './paste.js';

/** A text box of one line holds no more than this. */
const maxLength = 4000;

type Box = {
	/** What stands before the text. */
	readonly prompt: string;
	/** Shown while the box is empty. */
	readonly hint: string;
	/** What Enter does. */
	readonly verb: string;
	readonly submit: (store: AppStore, text: string, place?: PlaceTask) => void;
};

export const boxes: Readonly<Record<'add' | 'label', Box>> = {
	add: {
		prompt: 'Add task IDs:',
		hint: 'type or paste them, in any form',
		verb: 'add',
		submit: addTyped,
	},
	label: {
		prompt: 'Label:',
		hint: 'an empty one takes it off',
		verb: 'set',
		submit(store, text) {
			const watch = selectCursor(store.getState());
			if (watch) {
				store.getState().label(watch.id, cleanText(text, 60));
			}
		},
	},
};

/**
The text box that is open, if one is.
*/
export const openBoxOf = ({box}: AppState): Box | undefined => box && boxes[box.purpose];

const insert = (store: AppStore, text: string): void => {
	const state = store.getState();
	state.typeInBox([...((state.box?.text ?? '') + text)].slice(0, maxLength).join(''));
};

/**
Text pasted into the box: line breaks become spaces. IDs that are too many for a box are added at once.
*/
export const pasteInBox = (store: AppStore, text: string, place?: PlaceTask): void => {
	const state = store.getState();
	if (state.box?.purpose === 'add' && text.length > maxLength) {
		state.closeBox();
		addPasted(store, text, place);
		return;
	}

	insert(store, cleanText(text, maxLength));
};

const edits: Readonly<Record<string, (text: string) => string>> = {
	backspace: text => [...text].slice(0, -1).join(''),
	delete: text => [...text].slice(0, -1).join(''),
	'ctrl+u': () => '',
	'ctrl+w': text => text.slice(0, text.trimEnd().lastIndexOf(' ') + 1),
};

/**
A key press while a text box is open.

@param key - As `keyName` gives it.
@param input - The character itself.
@returns Whether the box took the key.
*/
export const pressKeyInBox = (key: string, input: string, store: AppStore, place?: PlaceTask): boolean => {
	const state = store.getState();
	const box = openBoxOf(state);
	if (!box || key === 'ctrl+c' || key === 'ctrl+z' || key === 'ctrl+l') {
		return false;
	}

	const edit = edits[key];
	if (edit) {
		state.typeInBox(edit(state.box?.text ?? ''));
	} else if (key === 'enter') {
		state.closeBox();
		box.submit(store, state.box?.text ?? '', place);
	} else if (key === 'esc') {
		state.closeBox();
	} else if (key === 'space' || key === input) {
		insert(store, input);
	}

	return true;
};
