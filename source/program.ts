import type {Leaving} from './leaving.js';
import type {ScreenControls} from './screen/use-keyboard.js';
import type {Environment} from './settings.js';
import type {Log} from './task/log.js';

/**
The process that the program runs in, as far as its commands have to do with it.
*/
export type Program = {
	readonly version: string;
	readonly processId: number;
	/** Of Node.js. */
	readonly nodeVersion: string;
	readonly environment: Environment;
	/** The user's home folder. */
	readonly home: string;
	/** What of the environment was undone, in sentences. */
	readonly warnings: readonly string[];
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
	readonly leaving: Leaving;
	/** Where what happens is written down, if the user wants that. */
	readonly log?: Log | undefined;
	/** Whether there is a terminal to draw on. */
	readonly hasScreen: boolean;
	/** Whether people see standard error on a terminal that can be drawn on. */
	readonly hasProgress: boolean;
	/** Call back when the process goes on after it was stopped. */
	readonly onContinue: (listener: () => void) => void;
	/** End a program that we started and all that it has started. */
	readonly killGroup: (processId: number) => void;
	/** Stop for as long as the shell wants, as by Ctrl-Z. */
	readonly stopJob: () => void;
	/** Give the terminal back before each stop, and draw anew after it. */
	readonly controlJob: (screen: ScreenControls) => void;
};
