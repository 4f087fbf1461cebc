import type {Terminal} from '../helpers/terminal.js';

/**
The terminal as a program finds it: the last word on each of its modes.
*/
export const stateOf = (terminal: Terminal) => {
	const output = terminal.rawOutput();
	return {
		buffer: terminal.bufferType(),
		isCursorShown: output.lastIndexOf('\u001B[?25h') > output.lastIndexOf('\u001B[?25l'),
		isPasteBracketed: terminal.isPasteBracketed(),
		isSynchronized: output.lastIndexOf('\u001B[?2026h') > output.lastIndexOf('\u001B[?2026l'),
		isKittyKeyboardOn: output.lastIndexOf('\u001B[>1u') > output.lastIndexOf('\u001B[<u'),
	};
};

/** As it was before the program came. */
export const restored = {
	buffer: 'normal',
	isCursorShown: true,
	isPasteBracketed: false,
	isSynchronized: false,
	isKittyKeyboardOn: false,
};
