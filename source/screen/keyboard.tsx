import {type KeyboardOptions, useKeyboard} from './use-keyboard.js';

/**
Reads keys and pastes, and draws nothing.
*/
export function Keyboard(options: KeyboardOptions) {
	useKeyboard(options);
	return undefined;
}
