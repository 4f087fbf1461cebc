import meow from 'meow';
import {helpText} from './help-text.js';
import {type Option, options} from './options.js';
import type {Flags} from './settings.js';
import {UsageError} from './task/errors.js';

/**
What the first word may be, if it is no task.
*/
export const commandNames = ['demo', 'get'] as const;

export type CommandName = (typeof commandNames)[number] | 'dashboard';

export type CommandLine = {
	readonly command: CommandName;
	/** What stands after the command. */
	readonly words: readonly string[];
	readonly flags: Flags;
};

const meowFlag = ({value, shortFlag, isOnByDefault}: Option) => ({
	...(value === undefined ? {type: 'boolean' as const, default: isOnByDefault ?? false} : {type: 'string' as const}),
	...(shortFlag !== undefined && {shortFlag}),
});

const meowFlags = Object.fromEntries(Object.entries<Option>(options).map(([name, option]) => [name, meowFlag(option)]));

/** An option as it was written, from the name that meow makes of it. */
const dashed = (name: string, value: unknown): string =>
	name.length === 1
		? `-${name}`
		: `--${value === false ? 'no-' : ''}${name.replaceAll(/[A-Z]/gv, letter => `-${letter.toLowerCase()}`)}`;

/**
Read the command line. `--help` and `--version` are answered here, and an unknown option ends the program with exit code 2.

@throws {UsageError} for an option that is given twice.
*/
export const parseCommandLine = (argv: readonly string[], version: string): CommandLine => {
	try {
		const {input, flags} = meow(helpText, {
			importMeta: import.meta,
			argv,
			pkg: {name: 'taskwatch', version},
			description: 'taskwatch: a live dashboard for asynchronous image and video generation tasks',
			// Told apart below, in one sentence like any other mistake.
			allowUnknownFlags: true,
			flags: meowFlags,
		});
		const unknown = Object.keys(flags).find(name => !Object.hasOwn(options, name));
		if (unknown !== undefined) {
			throw new UsageError(`There is no option ${dashed(unknown, flags[unknown])}. See taskwatch --help.`);
		}

		const command = commandNames.find(name => name === input[0]);
		return {command: command ?? 'dashboard', words: command ? input.slice(1) : input, flags: flags as Flags};
	} catch (error) {
		throw error instanceof UsageError ? error : new UsageError((error as Error).message, {cause: error});
	}
};
