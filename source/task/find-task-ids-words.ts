import {kindOfKey} from './find-task-ids-keys.js';
import {looksLikeTaskId, splitPrefix} from './find-task-ids-shape.js';

export type Word = {
	readonly text: string;
	readonly isLink: boolean;
	/** What stands between the word before and this one. */
	readonly gap: string;
	/** Whether it names the next word: `=` or a quoted name and `:` do for sure, a colon alone may. */
	naming?: 'sure' | 'maybe';
};

/** A link, or a run of the characters that identifiers, names, paths and addresses are made of. */
const lexeme = /https?:\/\/[^\s"'`<>()[\]{}\\,;|\u0080-\uFFFF]+|[\w.:/@+-]+/gi;

/** One equals sign, with quotes and brackets about it. */
const equals = /^["'`\s\\]*=>?["'`\s\\[({]*$/;

/** A word longer than this is data. */
const longestWord = 4096;
/** How much of what stands between two words is looked at. */
const longestGap = 64;

/** A pattern would look through a long run of such characters again from each of them. */
const trimEnd = (text: string, characters: string): string => {
	let end = text.length;
	while (end > 0 && characters.includes(text.charAt(end - 1))) {
		end--;
	}

	return text.slice(0, end);
};

/** `task:ID` is a name and its value, while `kling:ID` is one text. */
const splitNamed = (text: string): readonly [name: string, value: string] | undefined => {
	const {prefix, rest} = splitPrefix(text) ?? {};
	return prefix !== undefined && rest !== undefined && !looksLikeTaskId(prefix) && kindOfKey(prefix) !== 'label'
		? [prefix, rest]
		: undefined;
};

const readLexeme = (raw: string, gap: string): readonly Word[] => {
	if (raw.length > longestWord) {
		return [{text: '', isLink: false, gap}];
	}

	if (/^https?:\/\//i.test(raw)) {
		return [{text: trimEnd(raw, '.:!?*'), isLink: true, gap}];
	}

	const text = trimEnd(raw.replace(/^[:-]+/, ''), '.:-');
	const [name, value] = splitNamed(text) ?? [];
	if (name !== undefined && value !== undefined) {
		return [
			{text: name, isLink: false, gap, naming: 'maybe'},
			{text: value, isLink: false, gap: ''},
		];
	}

	return text === '' ? [] : [{text, isLink: false, gap, ...(raw.endsWith(':') && {naming: 'maybe' as const})}];
};

/**
Part a line into words. What names the next word is marked, and the marks between them are dropped.
*/
export const readWords = (line: string): readonly Word[] => {
	const words: Word[] = [];
	let end = 0;
	for (const match of line.matchAll(lexeme)) {
		const [raw] = match;
		const gap = line.slice(Math.max(end, match.index - longestGap), match.index);
		const previous = words.at(-1);
		if (previous && equals.test(gap)) {
			previous.naming = 'sure';
		} else if (previous && raw.startsWith(':')) {
			previous.naming = /["'`]/.test(gap) ? 'sure' : 'maybe';
		}

		const read = readLexeme(raw, gap);
		if (read.length > 0) {
			words.push(...read);
			end = match.index + raw.length;
		}
	}

	return words;
};
