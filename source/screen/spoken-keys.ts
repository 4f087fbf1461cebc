import type {Abilities} from '../commands/command.js';
import {commands, hintsFor} from '../commands/commands.js';
import type {AppState} from '../store/app-store.js';

const names: Readonly<Record<string, string>> = {
	esc: 'escape',
	pageup: 'page up',
	pagedown: 'page down',
	'?': 'question mark',
};

/** A key by its name, as `d` and `D` sound alike. */
const spokenKey = (key: string): string =>
	names[key] ??
	(/^[A-Z]$/v.test(key) ? `capital ${key}` : key.replace(/^ctrl\+./v, match => `control ${match.slice(-1)}`));

/**
The keys that make sense now, in one line.
*/
export const spokenHints = (state: AppState, abilities: Abilities): string => {
	const hints = hintsFor(state, abilities, false).map(({key, text}) => `${spokenKey(key)} ${text}`);
	return `Keys: ${[...(state.watches.size > 0 ? ['up and down move'] : []), ...hints].join(', ')}.`;
};

/**
All keys and what they do, line by line.
*/
export const spokenHelp: readonly string[] = [
	'Paste task IDs at any time to watch them.',
	...commands.map(({keys, title}) => `${keys.map(spokenKey).join(' or ')}: ${title}.`),
];
