import type {Leaving} from './leaving.js';
import type {ScreenControls} from './screen/app.js';
import type {Environment} from './settings.js';

/**
The process that the program runs in, as far as its commands have to do with it.
*/
export type Program = {
	readonly version: string;
	readonly processId: number;
	readonly environment: Environment;
	/** The user's home folder. */
	readonly home: string;
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	readonly stderr: NodeJS.WriteStream;
	readonly leaving: Leaving;
	/** Whether there is a terminal to draw on. */
	readonly hasScreen: boolean;
	/** Stop for as long as the shell wants, as by Ctrl-Z. */
	readonly stopJob: () => void;
	/** Give the terminal back before each stop, and draw anew after it. */
	readonly controlJob: (screen: ScreenControls) => void;
};
