import {createEventPrinter} from '../plain.js';
import type {Program} from '../program.js';

/**
Tells what happens on standard output, where there is no screen to show it.
*/
export const eventPrinterOf = ({hasScreen, stdout}: Program) =>
	hasScreen ? undefined : createEventPrinter(text => stdout.write(text), Date.now);
