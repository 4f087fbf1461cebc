import {exitCodes} from '../source/help-text.ts';
import {type Option, optionMeaning, options} from '../source/options.ts';
import type {Subcommand} from '../source/subcommands/subcommand.ts';
import {subcommands} from '../source/subcommands/subcommands.ts';

/** Text as it is, in a notation that every formatter of manual pages reads in every locale. */
const escaped = (text: string): string =>
	text
		.replaceAll('\\', '\\e')
		.replaceAll('-', '\\-')
		.replaceAll('…', '...')
		.replace(/^(?=[.'])/v, '\\&')
		.replaceAll(
			/[^\x20-\x7E]/gu,
			character => `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
		);

const bold = (text: string): string => `\\fB${escaped(text)}\\fR`;
const italic = (text: string): string => `\\fI${escaped(text)}\\fR`;

const section = (title: string, ...blocks: readonly string[]): string => [`.SH ${title}`, ...blocks].join('\n');

/** A term, and indented below it what it means. */
const entry = (term: string, meaning: string): string => `.TP\n${term}\n${escaped(meaning)}`;

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;

const allOptions = Object.values<Option>(options);

const optionTerm = ({flag, shortFlag, value, isOnByDefault}: Option): string =>
	[
		...(shortFlag === undefined ? [] : [`${bold(`-${shortFlag}`)},`]),
		bold(`--${isOnByDefault ? 'no-' : ''}${flag}`),
		...(value === undefined ? [] : [italic(value)]),
	].join(' ');

const commandTerm = ({usage}: Subcommand): string => {
	const [word = '', ...rest] = usage.split(' ');
	return /^[a-z]+$/v.test(word)
		? [bold(`taskwatch ${word}`), ...rest.map(italic)].join(' ')
		: `${bold('taskwatch')} ${italic(usage)}`;
};

const commandEntry = (command: Subcommand): string => {
	const flags = command.options.map(name => {
		const {flag, isOnByDefault}: Option = options[name];
		return `--${isOnByDefault ? 'no-' : ''}${flag}`;
	});
	return entry(
		commandTerm(command),
		`${command.description}.${flags.length === 0 ? '' : ` Options: ${flags.join(', ')}.`}`,
	);
};

/** Variables that no option stands for. */
const otherVariables = [
	['TASKWATCH_TOKEN', 'The API token itself. It is sent to the address of the API, and nowhere else.'],
	[
		'FORCE_COLOR',
		'How many colours to show, into a pipe too: 0 for none, 1 for 16, 2 or 3 for 256. Comes before NO_COLOR.',
	],
	['INK_SCREEN_READER', 'Where it is true, the same as ACCESSIBLE.'],
	['CI', 'Where it is set nothing is drawn.'],
	['TERM', 'Where it is dumb nothing is drawn.'],
	['NODE_EXTRA_CA_CERTS', 'A file with certificates of authorities to trust besides the usual ones.'],
	['XDG_CONFIG_HOME', 'Where the folder of the configuration is. ~/.config without it.'],
	['XDG_STATE_HOME', 'Where the folder of the watch list is. ~/.local/state without it.'],
	['XDG_CACHE_HOME', 'Where the folder for a faster start is. ~/.cache without it.'],
] as const;

const files = [
	['~/.config/taskwatch/config.json', 'Profiles of accounts, and hooks.'],
	['~/.local/state/taskwatch/state.db', 'The watch list, readable by its user alone.'],
	['~/.local/state/taskwatch/state.db.backup-…', 'Copies of it of the last three days of use.'],
	['~/.local/state/taskwatch/owner.db', 'The lock of the program that has the list open.'],
	['~/.cache/taskwatch', 'Compiled code for a faster start. It can be removed at any time.'],
] as const;

/** What only some ways of use end with. */
const otherExitCodes = [
	[75, 'taskwatch is open already'],
	[130, 'interrupted'],
	[143, 'terminated'],
] as const;

/**
The manual page of the program, made of the same lists as its help.

@see groff_man(7)
*/
export const manPage = (version: string): string =>
	`${[
		`.TH TASKWATCH 1 "" "taskwatch ${escaped(version)}" "User Commands"`,
		section('NAME', escaped('taskwatch - watch asynchronous image and video generation tasks')),
		section('SYNOPSIS', subcommands.map(commandTerm).join('\n.br\n')),
		section(
			'DESCRIPTION',
			escaped(
				'A live dashboard for tasks that a service works on for minutes: paste their IDs in whatever text they are, watch them finish, and press a key to save the results. The watch list is kept from one start to the next.',
			),
			'.PP',
			escaped(
				'A task is named as [provider:]ID, or by its link. Where there is no terminal nothing is drawn: a line is printed for each change, and the program ends when there is nothing more to wait for. Data goes to standard output, everything else to standard error.',
			),
			'.PP',
			escaped(
				'An option comes before its variable, that before the profile in the configuration, and that before the default.',
			),
		),
		section('COMMANDS', ...subcommands.map(commandEntry)),
		section('OPTIONS', ...allOptions.map(option => entry(optionTerm(option), `${optionMeaning(option)}.`))),
		section(
			'ENVIRONMENT',
			...allOptions.flatMap(option =>
				option.environment === undefined
					? []
					: [`.TP\n${bold(option.environment)}\n${escaped('The same as ')}${optionTerm(option)}.`],
			),
			...otherVariables.map(([name, meaning]) => entry(bold(name), meaning)),
		),
		section('FILES', ...files.map(([file, meaning]) => entry(italic(file), meaning))),
		section(
			'EXIT STATUS',
			...[...exitCodes, ...otherExitCodes].map(([code, meaning]) => entry(bold(String(code)), sentence(meaning))),
		),
		section(
			'EXAMPLES',
			...subcommands.flatMap(({examples}) =>
				examples.map(({command, meaning}) => entry(bold(command), sentence(meaning))),
			),
		),
	].join('\n')}\n`;
