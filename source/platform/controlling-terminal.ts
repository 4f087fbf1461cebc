import {openSync} from 'node:fs';
import {ReadStream} from 'node:tty';

/**
The keyboard of the terminal, for a program whose standard input is a pipe.

@returns `undefined` where there is none.
*/
export const openControllingTerminal = (): ReadStream | undefined => {
	try {
		return new ReadStream(openSync('/dev/tty', 'r'));
	} catch {
		return undefined;
	}
};
