import {type Option, options} from './options.js';

const optionList: readonly Option[] = Object.values(options);

/**
How an option is written, such as `-o, --output-dir DIR` or `--no-color`.
*/
const optionSyntax = ({flag, shortFlag, value, isOnByDefault}: Option): string =>
	[
		...(shortFlag === undefined ? [] : [`-${shortFlag},`]),
		`--${isOnByDefault ? 'no-' : ''}${flag}`,
		...(value === undefined ? [] : [value]),
	].join(' ');

const optionLine = (option: Option): string => {
	const {description, defaultText} = option;
	const note = defaultText === undefined ? '' : ` (default: ${defaultText})`;
	return `    ${optionSyntax(option).padEnd(22)} ${description}${note}`;
};

const variables = optionList.flatMap(({environment}) => (environment === undefined ? [] : [environment]));

/**
What `--help` prints: examples first.
*/
export const helpText = `
  Examples
    $ taskwatch demo                       try it on an embedded API; no account is needed
    $ TASKWATCH_TOKEN=sk-… taskwatch       open the dashboard, and paste task IDs into it
    $ taskwatch 314052875571396            watch this task too
    $ my-generator | taskwatch             watch the IDs found in a program's output
    $ taskwatch fal/fal-ai/veo3:ID         ask another service than the default one

  Usage
    $ taskwatch [ID|URL …]                 the dashboard; without a terminal, a line per change
    $ taskwatch demo                       the same on an embedded API with a throw-away watch list
    $ taskwatch get ID …                   ask once and print the answer

  Options
${optionList.map(optionLine).join('\n')}
    --version              Print the version
    --help                 Print this

  Environment (an option comes first)
    ${['TASKWATCH_TOKEN', ...variables].join(' ').replaceAll(/(.{60,90}) /gv, '$1\n    ')}

  Exit codes, without a terminal
    0 all succeeded      2 usage                4 token refused or quota used up   7 a download failed
    1 fault of taskwatch 3 a task failed        6 API out of reach                 8 a task is unknown
`;
