import type {Key} from 'ink';

const named = [
	['upArrow', 'up'],
	['downArrow', 'down'],
	['leftArrow', 'left'],
	['rightArrow', 'right'],
	['pageUp', 'pageup'],
	['pageDown', 'pagedown'],
	['home', 'home'],
	['end', 'end'],
	['return', 'enter'],
	['escape', 'esc'],
	['tab', 'tab'],
	['backspace', 'backspace'],
	['delete', 'delete'],
] as const satisfies readonly (readonly [keyof Key, string])[];

/**
The name of a key press, such as `d`, `D`, `up`, `space` or `ctrl+c`.

@param input - The text of it, as Ink gives it: one character.
@returns `undefined` for a key without a name, such as a function key.
*/
export const keyName = (input: string, key: Key): string | undefined => {
	const name = named.find(([flag]) => key[flag])?.[1];
	if (name) {
		return name;
	}

	// Some terminals send Ctrl-J, a bare line feed, for Enter.
	if (input === '\n' || (key.ctrl && input === 'j')) {
		return 'enter';
	}

	if (input === ' ') {
		return 'space';
	}

	return input === '' ? undefined : key.ctrl ? `ctrl+${input}` : key.meta ? `alt+${input}` : input;
};
