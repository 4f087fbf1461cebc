import {type Option, options} from './options.js';

const optionList: readonly Option[] = Object.values(options);

/**
How an option is written, such as `-o, --output-dir DIR` or `--no-color`.
*/
export const optionSyntax = ({flag, shortFlag, value, isOnByDefault}: Option): string =>
	[
		...(shortFlag === undefined ? [] : [`-${shortFlag},`]),
		`--${isOnByDefault ? 'no-' : ''}${flag}`,
		...(value === undefined ? [] : [value]),
	].join(' ');

const optionLine = (option: Option): string => {
	const {environment, description, defaultText} = option;
	const notes = [
		...(environment === undefined ? [] : [environment]),
		...(defaultText === undefined ? [] : [`default: ${defaultText}`]),
	];
	const note = notes.length === 0 ? '' : ` (${notes.join('; ')})`;
	return `    ${optionSyntax(option).padEnd(22)} ${description}${note}`;
};

/**
What `--help` prints: examples first.
*/
export const helpText = `
  Examples
    $ taskwatch demo                       try it on an embedded API; no account is needed
    $ TASKWATCH_TOKEN=sk-… taskwatch       open the dashboard, and paste task IDs into it
    $ taskwatch 314052875571396            watch this task too
    $ my-generator | taskwatch             watch the IDs found in a program's output

  Usage
    $ taskwatch [ID|URL …]                 the dashboard; without a terminal, a line per change until all is settled
    $ taskwatch demo                       the same on an embedded API with a throw-away watch list

  Options
${optionList.map(optionLine).join('\n')}
    --version              Print the version
    --help                 Print this

  In the dashboard, press ? for its keys. Exit codes, without a terminal: 0 all succeeded, 2 usage, 3 a task
  failed, 4 token refused or quota used up, 6 API out of reach, 7 a download failed, 8 a task is unknown.
`;
