import type {OptionName} from '../options.js';
import {add} from './add-tasks.js';
import {download} from './download-tasks.js';
import {get} from './get-tasks.js';
import {list} from './list-tasks.js';
import {remove} from './remove-tasks.js';
import type {Subcommand} from './subcommand.js';
import {wait} from './wait-tasks.js';
import {watchDemo} from './watch-demo.js';
import {watchTasks} from './watch-tasks.js';

const account: readonly OptionName[] = ['profile', 'provider', 'tokenFile', 'baseUrl', 'config', 'concurrency'];
const look: readonly OptionName[] = ['color', 'ascii', 'altScreen', 'screenReader'];

/**
What may stand in an alias of the program: each command takes them, also those that have no use for them.
*/
export const commonOptions: ReadonlySet<OptionName> = new Set([
	...account,
	...look,
	...(['interval', 'outputDir', 'stateDir', 'logFile', 'help', 'version'] as const),
]);

/**
All commands, in the order of the help. The first one is meant where the first word is none.
*/
export const subcommands = [
	{
		name: 'dashboard',
		usage: '[ID|URL …]',
		description: 'Watch tasks; without a terminal, as lines',
		examples: [
			{command: 'TASKWATCH_TOKEN=sk-… taskwatch', meaning: 'open the dashboard, and paste task IDs into it'},
			{command: 'taskwatch 314052875571396', meaning: 'watch this task too'},
			{command: 'my-generator | taskwatch', meaning: 'watch the IDs found in a program’s output'},
		],
		options: [...account, 'interval', 'outputDir', 'stateDir', 'logFile', 'download', 'sidecar', ...look],
		run: watchTasks,
	},
	{
		name: 'demo',
		usage: 'demo',
		description: 'The same on an embedded API; nothing is kept',
		examples: [{command: 'taskwatch demo', meaning: 'try it; no account is needed'}],
		options: ['interval', 'outputDir', 'logFile', 'download', 'sidecar', ...look],
		run: watchDemo,
	},
	{
		name: 'get',
		usage: 'get ID …',
		description: 'Ask once and print the answer',
		examples: [
			{command: 'taskwatch get 314052875571396 --json', meaning: 'the answer as a JSON document'},
			{command: 'taskwatch get ID --provider vidu', meaning: 'ask another service than the default one'},
		],
		options: [...account, 'logFile', 'json', 'ndjson'],
		completes: 'tasks',
		run: get,
	},
	{
		name: 'wait',
		usage: 'wait [ID …|-]',
		description: 'Ask until all are settled; - reads a pipe',
		examples: [
			{command: 'taskwatch wait ID ID --timeout 30m', meaning: 'the exit code tells how it went'},
			{command: 'my-generator | taskwatch wait - --download', meaning: 'save each result as it comes'},
		],
		options: [
			...account,
			...(['interval', 'outputDir', 'stateDir', 'timeout', 'any', 'failFast', 'all'] as const),
			...(['download', 'sidecar', 'json', 'ndjson', 'logFile'] as const),
		],
		completes: 'tasks',
		run: wait,
	},
	{
		name: 'download',
		usage: 'download [ID …|-]',
		description: 'Save the results of finished tasks',
		examples: [
			{command: 'file=$(taskwatch download ID)', meaning: 'the path of each file, one a line'},
			{command: 'taskwatch download --all -o renders', meaning: 'all of the watch list that is not saved'},
			{command: 'taskwatch wait ID --download', meaning: 'wait first, where download ends with 5'},
		],
		options: [...account, 'outputDir', 'stateDir', 'all', 'sidecar', 'json', 'ndjson', 'logFile'],
		completes: 'tasks',
		run: download,
	},
	{
		name: 'add',
		usage: 'add [ID …]',
		description: 'Put tasks on the watch list, open or not',
		examples: [
			{command: 'taskwatch add 314052875571396', meaning: 'an open dashboard shows it at once'},
			{command: 'my-generator | taskwatch add -', meaning: 'the IDs found in a program’s output'},
		],
		options: ['profile', 'provider', 'baseUrl', 'config', 'stateDir', 'logFile'],
		run: add,
	},
	{
		name: 'rm',
		usage: 'rm ID …',
		description: 'Take tasks off the watch list',
		examples: [{command: 'taskwatch rm 314052875571396', meaning: 'its saved files stay'}],
		options: ['stateDir', 'logFile'],
		completes: 'tasks',
		run: remove,
	},
	{
		name: 'ls',
		usage: 'ls',
		description: 'Print the watch list as it was last known',
		examples: [{command: 'taskwatch ls --json', meaning: 'the list as a JSON document'}],
		options: ['stateDir', 'config', 'logFile', 'json', 'ndjson', 'color', 'ascii'],
		run: list,
	},
	{
		name: 'doctor',
		usage: 'doctor',
		description: 'Check account, network, terminal and folders',
		examples: [{command: 'taskwatch doctor', meaning: 'what is checked, what was found, what to do'}],
		options: [...account, 'outputDir', 'stateDir', 'logFile', 'json', 'color', 'ascii'],
		run: async (...input) => (await import('./run-doctor.js')).runDoctor(...input),
	},
	{
		name: 'completions',
		usage: 'completions SHELL',
		description: 'Print completions for bash, zsh or fish',
		examples: [
			{command: 'source <(taskwatch completions bash)', meaning: 'in ~/.bashrc'},
			{command: 'source <(taskwatch completions zsh)', meaning: 'in ~/.zshrc, behind compinit'},
			{command: 'taskwatch completions fish | source', meaning: 'in config.fish'},
		],
		options: [],
		completes: ['bash', 'zsh', 'fish'].map(word => ({word, meaning: `for ${word}`})),
		run: async (words, _settings, program): Promise<number> =>
			(await import('./print-completions.js')).printCompletions(words, subcommands, program),
	},
] as const satisfies readonly Subcommand[];

export type CommandName = (typeof subcommands)[number]['name'];

export const subcommandOf = (name: CommandName): Subcommand =>
	subcommands.find(subcommand => subcommand.name === name) ?? subcommands[0];
