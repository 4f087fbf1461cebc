import {type Option, type OptionName, optionMeaning, optionSyntax, options} from './options.js';
import type {Example, Subcommand} from './subcommands/subcommand.js';
import {type CommandName, subcommandOf, subcommands} from './subcommands/subcommands.js';
import {wrapText} from './table/wrap-text.js';

/** Lines of two columns, indented. */
const columns = (rows: readonly (readonly [string, string])[]): string => {
	const width = Math.max(...rows.map(([first]) => first.length));
	return rows.map(([first, second]) => `  ${first.padEnd(width)}  ${second}`).join('\n');
};

const exampleLines = (examples: readonly Example[]): string =>
	columns(examples.map(({command, meaning}) => [command, meaning]));

const optionLines = (names: readonly OptionName[]): string =>
	columns(names.map(name => [optionSyntax(options[name]), optionMeaning(options[name])]));

const variables = (names: readonly OptionName[]): string => {
	const own = [
		...(names.includes('tokenFile') ? ['TASKWATCH_TOKEN'] : []),
		...names.flatMap(name => {
			const {environment}: Option = options[name];
			return environment ?? [];
		}),
	];
	return own.length === 0
		? ''
		: `\n\nEnvironment (an option comes first)\n  ${wrapText(own.join(' '), 76).join('\n  ')}`;
};

/** What a script is told of how it went. */
export const exitCodes = [
	[0, 'all succeeded'],
	[1, 'internal fault'],
	[2, 'usage'],
	[3, 'a task failed'],
	[4, 'token refused, or quota used up'],
	[5, 'still running'],
	[6, 'API out of reach'],
	[7, 'a result was not saved'],
	[8, 'unknown task'],
] as const;

/** Three in a line. */
const exitCodeLines = [0, 1, 2]
	.map(line =>
		exitCodes
			.filter((_, index) => index % 3 === line)
			.map(([code, meaning], column) => `${code} ${meaning}`.padEnd([18, 35, 0][column] ?? 0))
			.join(''),
	)
	.map(line => `  ${line}`)
	.join('\n');

const commandHelp = ({usage, description, examples, options: own}: Subcommand): string =>
	`taskwatch ${usage}: ${description}

Examples
${exampleLines(examples)}

Options
${optionLines([...own, 'help'])}${variables(own)}`;

/**
What `--help` prints: examples first.

@param command - The command that it is asked for; all in short without one.
*/
export const helpText = (command?: CommandName): string =>
	command === undefined
		? `taskwatch: a live dashboard for asynchronous image and video generation tasks

Examples
${exampleLines([...subcommandOf('demo').examples, ...subcommandOf('dashboard').examples])}

Commands (taskwatch COMMAND --help tells the options of each)
${columns(subcommands.map(({usage, description}) => [`taskwatch ${usage}`, description]))}

Exit codes without a terminal
${exitCodeLines}`
		: commandHelp(subcommandOf(command));
