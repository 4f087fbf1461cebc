import type {Command} from '../commands/command.js';
import {commands} from '../commands/commands.js';
import type {Line} from '../table/cell.js';
import {padText} from '../table/fit-text.js';
import {wrapText} from '../table/wrap-text.js';
import type {ViewContext} from './view-context.js';

const keysWidth = 16;

/**
A key as people know it.
*/
export const keyLabel = (key: string): string =>
	({
		up: '↑',
		down: '↓',
		pageup: 'PgUp',
		pagedown: 'PgDn',
		home: 'Home',
		end: 'End',
		enter: 'Enter',
		esc: 'Esc',
		space: 'Space',
	})[key] ?? key.replace(/^ctrl\+./v, match => `Ctrl-${match.slice(-1).toUpperCase()}`);

const groups = [...new Set(commands.map(({group}) => group))];

const commandLines = ({keys, title}: Command, columns: number): readonly Line[] =>
	wrapText(title, Math.max(10, columns - keysWidth - 3)).map((text, index) => [
		{text: `  ${padText(index === 0 ? keys.map(keyLabel).join('  ') : '', keysWidth)}`, tone: 'strong'},
		{text: ` ${text}`},
	]);

/**
All keys and what they do.
*/
export const helpLines = ({columns}: ViewContext): readonly Line[] => [
	[{text: ' Paste task IDs at any time to watch them.', tone: 'plain'}],
	...groups.flatMap((group): readonly Line[] => [
		[{text: ` ${group}`, tone: 'busy'}],
		...commands.filter(command => command.group === group).flatMap(command => commandLines(command, columns)),
	]),
];
