import type {Command} from '../commands/command.js';
import {commands} from '../commands/commands.js';
import type {Line} from '../table/cell.js';
import {padText} from '../table/fit-text.js';
import {wrapText} from '../table/wrap-text.js';

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

const wideFrom = 40;

const commandLines = ({keys, title}: Command, columns: number): readonly Line[] => {
	const label = keys.map(keyLabel).join('  ');
	if (columns < wideFrom) {
		return [
			[{text: label, tone: 'strong'}],
			...wrapText(title, columns - 2).map((text): Line => [{text: `  ${text}`}]),
		];
	}

	return wrapText(title, columns - keysWidth - 3).map((text, index) => [
		{text: `  ${padText(index === 0 ? label : '', keysWidth)}`, tone: 'strong'},
		{text: ` ${text}`},
	]);
};

/**
All keys and what they do. The headings are left out where the rest would not fit with them.
*/
export const helpLines = (columns: number, rowCount: number): readonly Line[] => {
	const plain = groups.map(group =>
		commands.filter(command => command.group === group).flatMap(command => commandLines(command, columns)),
	);
	const headed = groups.flatMap((group, index): readonly Line[] => [
		[{text: ` ${group}`, tone: 'busy'}],
		...(plain[index] ?? []),
	]);
	const paste: Line = [{text: ' Paste task IDs at any time to watch them.'}];
	if (headed.length < rowCount) {
		return [paste, ...headed];
	}

	return plain.flat().length === rowCount ? plain.flat() : [...plain.flat(), [], paste];
};
