import {Writable} from 'node:stream';

/** Switches the marks around pastes on or off, and writes nothing to the screen. */
const pasteSwitch = /^\u001B\[\?2004[hl]$/v;

/**
A terminal on which nothing can be drawn: of all that is written to it, only what switches bracketed paste gets through.
*/
export const createPasteSwitch = (terminal: NodeJS.WriteStream): NodeJS.WriteStream => {
	const output = new Writable({
		decodeStrings: false,
		write(chunk, _encoding, done) {
			if (pasteSwitch.test(String(chunk))) {
				terminal.write(chunk);
			}

			done();
		},
	});
	const {columns, rows} = terminal;
	return Object.assign(output, {isTTY: true, columns, rows}) as unknown as NodeJS.WriteStream;
};
