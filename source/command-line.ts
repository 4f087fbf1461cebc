import meow from 'meow';
import {isWord} from './arguments.js';
import {nearestName} from './config/nearest-name.js';
import {type Option, type OptionName, options} from './options.js';
import type {Flags} from './settings.js';
import type {Subcommand} from './subcommands/subcommand.js';
import {type CommandName, commonOptions, subcommandOf, subcommands} from './subcommands/subcommands.js';
import {UsageError} from './task/errors.js';

export type CommandLine = {
	/** The first word, if it is a command. */
	readonly command: CommandName | undefined;
	/** What stands after the command. */
	readonly words: readonly string[];
	/** Those that were given. */
	readonly flags: Flags;
};

const meowFlag = ({value, shortFlag}: Option) => ({
	type: value === undefined ? ('boolean' as const) : ('string' as const),
	...(shortFlag !== undefined && {shortFlag}),
});

const meowFlags = Object.fromEntries(Object.entries<Option>(options).map(([name, option]) => [name, meowFlag(option)]));

const valueFlags: ReadonlySet<string> = new Set(
	Object.values<Option>(options).flatMap(({flag, value}) => (value === undefined ? [] : [`--${flag}`])),
);

/** A dash, as the name of standard input, would not be taken for the value of the option before it. */
const withDashes = (argv: readonly string[]): readonly string[] => {
	const optionCount = argv.includes('--') ? argv.indexOf('--') : argv.length;
	const takesDash = (index: number): boolean =>
		index < optionCount && valueFlags.has(argv[index] ?? '') && argv[index + 1] === '-';
	return argv.flatMap((word, index) => (takesDash(index) ? `${word}=-` : takesDash(index - 1) ? [] : word));
};

/** An option as it was written, from the name that meow makes of it. */
const dashed = (name: string, value: unknown): string =>
	name.length === 1
		? `-${name}`
		: `--${value === false ? 'no-' : ''}${name.replaceAll(/[A-Z]/gv, letter => `-${letter.toLowerCase()}`)}`;

const wholeName = ({name}: Subcommand): string => (name === 'dashboard' ? 'the dashboard' : `taskwatch ${name}`);

const refusal = (name: string, value: unknown, subcommand: Subcommand): UsageError => {
	const written = dashed(name, value);
	const owners = subcommands.filter(({options: known}: Subcommand) => known.includes(name as OptionName));
	return new UsageError(
		owners.length === 0
			? `There is no option ${written}. See taskwatch --help.`
			: `${written} is no option of ${wholeName(subcommand)}, but of ${owners.map(wholeName).join(', ')}.`,
	);
};

/** A misspelt command must not be taken for a task. */
const checkFirstWord = (word: string | undefined): void => {
	if (word !== undefined && isWord(word)) {
		const names = subcommands.map(({name}) => name);
		const nearest = nearestName(word, names);
		throw new UsageError(
			nearest === undefined
				? `“${word}” is neither a command (${names.join(', ')}) nor a task ID. See taskwatch --help.`
				: `There is no command “${word}”. Did you mean taskwatch ${nearest}?`,
		);
	}
};

const isKnown = (name: string, subcommand: Subcommand): boolean =>
	commonOptions.has(name as OptionName) || subcommand.options.includes(name as OptionName);

/**
Read the command line.

@throws {UsageError} for a command that there is none of, and for an option that it does not know or that is given twice.
*/
export const parseCommandLine = (argv: readonly string[]): CommandLine => {
	try {
		const {input, flags} = meow('', {
			importMeta: import.meta,
			argv: withDashes(argv),
			pkg: {name: 'taskwatch'},
			autoHelp: false,
			autoVersion: false,
			// Told apart below, in one sentence like any other mistake.
			allowUnknownFlags: true,
			booleanDefault: undefined,
			flags: meowFlags,
		});
		const command = subcommands.find(({name}) => name === input[0])?.name;
		const subcommand = subcommandOf(command ?? 'dashboard');
		const unknown = flags['help'] ? undefined : Object.keys(flags).find(name => !isKnown(name, subcommand));
		if (unknown !== undefined) {
			throw refusal(unknown, flags[unknown], subcommand);
		}

		if (command === undefined && !flags['help']) {
			checkFirstWord(input[0]);
		}

		return {command, words: command ? input.slice(1) : input, flags: flags as Flags};
	} catch (error) {
		throw error instanceof UsageError ? error : new UsageError((error as Error).message, {cause: error});
	}
};
