import type {OptionName} from '../options.js';
import type {Program} from '../program.js';
import type {Settings} from '../settings.js';

/**
One command. The help, the README and the reading of the command line follow from the list of these.
*/
export type Subcommand = {
	/** Its first word. */
	readonly name: string;
	/** What follows on `taskwatch`. */
	readonly usage: string;
	readonly description: string;
	readonly examples: readonly Example[];
	/** Those that it knows besides `--help` and `--version`. */
	readonly options: readonly OptionName[];
	/** What a shell may put in behind it. */
	readonly completes?: 'tasks' | readonly Candidate[];
	/**
	@param words - What stands behind the command.
	@returns The exit code.
	*/
	readonly run: (words: readonly string[], settings: Settings, program: Program) => Promise<number>;
};

export type Example = {
	readonly command: string;
	readonly meaning: string;
};

/** A word that a shell may put in, and what it means. */
export type Candidate = {readonly word: string; readonly meaning: string};
