import type {Command} from '../commands/command.js';
import {commands} from '../commands/commands.js';
import type {Line} from '../table/cell.js';
import {padText} from '../table/fit-text.js';
import {wrapText} from '../table/wrap-text.js';
import type {ViewContext} from './view-context.js';

const keysWidth = 15;

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
All keys and what they do, from `helpTop` on. The headings are left out where the rest would not fit with them.
*/
export const helpLines = ({state, columns}: ViewContext, rowCount: number): readonly Line[] => {
	const plain = groups.map(group =>
		commands.filter(command => command.group === group).flatMap(command => commandLines(command, columns)),
	);
	const headed = groups.flatMap((group, index): readonly Line[] => [
		[{text: ` ${group}`, tone: 'busy'}],
		...(plain[index] ?? []),
	]);
	const lines = headed.length <= rowCount ? headed : plain.flat();
	return lines.slice(Math.min(state.helpTop, Math.max(0, lines.length - rowCount)));
};
