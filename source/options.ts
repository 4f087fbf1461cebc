/**
One option of the command line. The help, the README and the reading of values all follow from the list of these.
*/
export type Option = {
	/** As on the command line, without the dashes. */
	readonly flag: string;
	readonly shortFlag?: string;
	/** The kind of value, for the help; absent for a switch. */
	readonly value?: string;
	readonly environment?: string;
	readonly description: string;
	readonly defaultText?: string;
	/** A switch that is on until `--no-…` turns it off. */
	readonly isOnByDefault?: boolean;
	/** What a shell may put in for its value. */
	readonly completes?: 'files' | 'folders' | 'profiles' | 'providers';
};

export const options = {
	profile: {
		flag: 'profile',
		value: 'NAME',
		environment: 'TASKWATCH_PROFILE',
		description: 'The profile that new tasks belong to',
		defaultText: 'default',
		completes: 'profiles',
	},
	provider: {
		flag: 'provider',
		value: 'NAME',
		environment: 'TASKWATCH_PROVIDER',
		description: 'The service to ask; see the README',
		defaultText: 'gptge',
		completes: 'providers',
	},
	tokenFile: {
		flag: 'token-file',
		value: 'FILE',
		environment: 'TASKWATCH_TOKEN_FILE',
		description: 'A file with the API token; - is standard input',
		completes: 'files',
	},
	baseUrl: {
		flag: 'base-url',
		value: 'URL',
		environment: 'TASKWATCH_BASE_URL',
		description: 'The API to ask',
		defaultText: 'the provider’s own',
	},
	outputDir: {
		flag: 'output-dir',
		shortFlag: 'o',
		value: 'DIR',
		environment: 'TASKWATCH_OUTPUT_DIR',
		description: 'Where results are saved',
		defaultText: 'the working folder',
		completes: 'folders',
	},
	stateDir: {
		flag: 'state-dir',
		value: 'DIR',
		environment: 'TASKWATCH_STATE_DIR',
		description: 'Watch list’s folder',
		defaultText: '~/.local/state/taskwatch',
		completes: 'folders',
	},
	config: {
		flag: 'config',
		value: 'FILE',
		environment: 'TASKWATCH_CONFIG',
		description: 'Configuration',
		defaultText: '~/.config/taskwatch/config.json',
		completes: 'files',
	},
	interval: {
		flag: 'interval',
		value: 'SECONDS',
		environment: 'TASKWATCH_INTERVAL',
		description: 'Ask about each task this often',
		defaultText: 'by its age',
	},
	concurrency: {
		flag: 'concurrency',
		value: 'N',
		description: 'Questions under way at once',
		defaultText: '4',
	},
	timeout: {
		flag: 'timeout',
		value: 'DURATION',
		description: 'Wait no longer than this: 90s, 30m, 2h',
	},
	any: {flag: 'any', description: 'End when one task is settled'},
	failFast: {flag: 'fail-fast', description: 'End when one task fails'},
	all: {flag: 'all', description: 'Take the tasks of the watch list too'},
	logFile: {
		flag: 'log-file',
		value: 'FILE',
		environment: 'TASKWATCH_LOG',
		description: 'Write down what happens, for finding faults',
		completes: 'files',
	},
	download: {flag: 'download', description: 'Save each result as it comes'},
	sidecar: {flag: 'sidecar', description: 'Write what made each file beside it, as JSON'},
	json: {flag: 'json', description: 'Print one JSON document at the end'},
	ndjson: {flag: 'ndjson', description: 'Print a line of JSON for each event'},
	color: {flag: 'color', description: 'Show no colours', environment: 'NO_COLOR', isOnByDefault: true},
	ascii: {flag: 'ascii', description: 'Draw with ASCII characters only'},
	altScreen: {flag: 'alt-screen', description: 'Stay on the normal screen', isOnByDefault: true},
	screenReader: {
		flag: 'screen-reader',
		environment: 'ACCESSIBLE',
		description: 'Speak in lines, and draw nothing',
	},
	version: {flag: 'version', shortFlag: 'V', description: 'Print the version'},
	help: {flag: 'help', shortFlag: 'h', description: 'Print this'},
} as const satisfies Record<string, Option>;

export type OptionName = keyof typeof options;

/**
How an option is written, such as `-o, --output-dir DIR` or `--no-color`.
*/
export const optionSyntax = ({flag, shortFlag, value, isOnByDefault}: Option): string =>
	[
		...(shortFlag === undefined ? [] : [`-${shortFlag},`]),
		`--${isOnByDefault ? 'no-' : ''}${flag}`,
		...(value === undefined ? [] : [value]),
	].join(' ');

/**
What an option does, and what holds without it.
*/
export const optionMeaning = ({description, defaultText}: Option): string =>
	`${description}${defaultText === undefined ? '' : ` (default: ${defaultText})`}`;
