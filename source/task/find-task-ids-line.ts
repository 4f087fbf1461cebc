import {isOtherWord, isPluralKey, type KeyKind, kindOfKey, namesOtherInChinese} from './find-task-ids-keys.js';
import {isCertainId, looksLikeTaskId, looksLikeTaskIdInProse, mayBeTaskId} from './find-task-ids-shape.js';
import {taskIdOfLink} from './find-task-ids-url.js';
import {readWords, type Word} from './find-task-ids-words.js';

type Find = {
	readonly id: string;
	/** `named` by a key or a path, `certain` by its own form, or merely of a `fitting` form. */
	readonly evidence: 'named' | 'certain' | 'fitting';
};

/** The numbering and the check boxes of a list. */
const listMark = /^(?:\d{1,4}|x)$/i;

const isNoWord = ({text, isLink}: Word): boolean => isLink || listMark.test(text) || looksLikeTaskId(text);

/**
What the words before a value say of it. `Task ID` and `Request ID` differ in the word before.
*/
const readKey = (words: readonly Word[], index: number): KeyKind | 'other-word' => {
	const word = words[index];
	const key = words[index - 1];
	if (word && namesOtherInChinese(word.gap)) {
		return 'other';
	}

	if (!key || looksLikeTaskId(key.text)) {
		return 'label';
	}

	const kind = kindOfKey(key.text);
	const before = words[index - 2]?.text;
	if (kind === 'id') {
		const isOther =
			namesOtherInChinese(key.gap) || (before !== undefined && !before.includes('/') && isOtherWord(before));
		return isOther ? 'other' : key.naming ? 'id' : 'hint';
	}

	if (kind === 'task' || kind === 'hint') {
		return kind;
	}

	if (key.naming === 'sure') {
		return 'other';
	}

	if (key.naming === 'maybe') {
		return kind;
	}

	return isOtherWord(key.text) ? 'other-word' : 'label';
};

const readValue = (text: string, kind: KeyKind | 'other-word', isList: boolean): Find | undefined => {
	switch (kind) {
		case 'task':
		case 'id': {
			return mayBeTaskId(text) ? {id: text, evidence: 'named'} : undefined;
		}

		case 'hint': {
			return looksLikeTaskId(text) ? {id: text, evidence: 'named'} : undefined;
		}

		case 'other': {
			return undefined;
		}

		case 'other-word': {
			return isCertainId(text) ? {id: text, evidence: 'certain'} : undefined;
		}

		case 'label': {
			if (isCertainId(text)) {
				return {id: text, evidence: 'certain'};
			}

			const fits = isList ? looksLikeTaskId(text) : looksLikeTaskIdInProse(text);
			return fits ? {id: text, evidence: 'fitting'} : undefined;
		}
	}
};

const readWord = ({text, isLink}: Word, kind: KeyKind | 'other-word', isList: boolean): Find | undefined => {
	const isPath = isLink || (text.includes('/') && !isCertainId(text));
	if (isPath) {
		const id = taskIdOfLink(text);
		return id === undefined ? undefined : {id, evidence: 'named'};
	}

	return readValue(text, kind, isList);
};

/**
Find identifiers in a line of text that is no JSON.

@returns Those that a key or a path names, where there are any, and with them those that are certain by their form; else all that have a fitting form.
*/
const findInLine = (line: string): readonly Find[] => {
	const words = readWords(line);
	const isList = words.every(isNoWord);
	const finds: Find[] = [];
	/** Set while the words go on a list that a key began. */
	let isNamedList = false;
	let isPlural = false;
	for (const [index, word] of words.entries()) {
		const find = readWord(word, readKey(words, index), isList);
		const key = words[index - 1];
		const goesOn: boolean = isNamedList && (isPlural || word.gap.includes(',')) && find !== undefined;
		if (find) {
			finds.push(goesOn ? {...find, evidence: 'named'} : find);
		}

		isPlural = goesOn ? isPlural : key !== undefined && isPluralKey(key.text);
		isNamedList = goesOn || (find?.evidence === 'named' && !word.isLink);
	}

	return finds;
};

export const findIdsInLine = (line: string): readonly string[] => {
	const finds = findInLine(line);
	const hasNamed = finds.some(({evidence}) => evidence === 'named');
	return finds.filter(({evidence}) => !hasNamed || evidence !== 'fitting').map(({id}) => id);
};

/** Only those that a key or a path names. */
export const findNamedIdsInLine = (line: string): readonly string[] =>
	findInLine(line)
		.filter(({evidence}) => evidence === 'named')
		.map(({id}) => id);
