import {cleanText} from '../task/clean-text.js';
import {UsageError} from '../task/errors.js';

type Path = readonly PropertyKey[];

export type JsonText = {
	readonly value: unknown;
	/** The line, counted from 1, where a field's name stands; for a field that is not there, that of the nearest thing around it. */
	readonly lineOf: (path: Path) => number;
};

const space = /[ \t\n\r]*/y;
const string = /"[^"\\\u0000-\u001F]*(?:\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})[^"\\\u0000-\u001F]*)*"/y;
const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

const maxDepth = 100;

const keyOf = (path: Path): string => JSON.stringify(path);

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** What stands at a place: one character at most, as a text may hold a secret. */
const foundAt = (text: string, offset: number): string => {
	const codePoint = text.codePointAt(offset);
	if (codePoint === undefined) {
		return 'the end of the file';
	}

	const character = cleanText(String.fromCodePoint(codePoint));
	return character === '' ? `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}` : `“${character}”`;
};

const hints: Readonly<Record<string, string>> = {
	'"': ' The string that starts there has no end in its line, or holds what JSON does not allow.',
	"'": ' JSON has double quotes only.',
	'/': ' JSON knows no comments.',
	'#': ' JSON knows no comments.',
};

/** Find where the fields of a text are, and refuse what is not JSON. */
const locate = (text: string, refuse: (offset: number, problem: string) => never): ReadonlyMap<string, number> => {
	const offsets = new Map<string, number>([[keyOf([]), 0]]);
	let offset = 0;

	const match = (pattern: RegExp): string | undefined => {
		pattern.lastIndex = offset;
		const found = pattern.exec(text)?.[0];
		offset += found?.length ?? 0;
		return found;
	};

	const expected = (what: string): never =>
		refuse(offset, `expected ${what}, not ${foundAt(text, offset)}.${hints[text[offset] ?? ''] ?? ''}`);

	const take = (character: string): boolean => {
		match(space);
		const isThere = text[offset] === character;
		offset += isThere ? 1 : 0;
		return isThere;
	};

	const readMember = (path: Path) => {
		match(space);
		const start = offset;
		const name = JSON.parse(match(string) ?? expected('a name in double quotes')) as string;
		const key = keyOf([...path, name]);
		if (offsets.has(key)) {
			refuse(start, `“${cleanText(name, 60)}” stands here a second time.`);
		}

		offsets.set(key, start);
		if (!take(':')) {
			expected('a colon');
		}

		readValue([...path, name]);
	};

	const readItems = (end: string, readItem: (index: number) => void) => {
		if (take(end)) {
			return;
		}

		let index = 0;
		do {
			readItem(index++);
		} while (take(','));

		if (!take(end)) {
			expected(`a comma or “${end}”`);
		}
	};

	const readValue = (path: Path) => {
		if (path.length > maxDepth) {
			refuse(offset, 'this is nested too deeply.');
		}

		if (take('{')) {
			readItems('}', () => readMember(path));
		} else if (take('[')) {
			readItems(']', index => {
				match(space);
				offsets.set(keyOf([...path, index]), offset);
				readValue([...path, index]);
			});
		} else if (match(string) === undefined && match(scalar) === undefined) {
			expected('a value');
		}
	};

	readValue([]);
	match(space);
	if (offset < text.length) {
		expected('the end of the file');
	}

	return offsets;
};

/**
Read JSON, and know where in the text each field is.

@param file - Its name, for the message.
@throws {UsageError} that names the line and the column where the text is not JSON, or a field is there twice. It repeats no more than one character of the text.
*/
export const readJson = (text: string, file: string): JsonText => {
	const offsets = locate(text, (offset, problem) => {
		const column = [...text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset)].length + 1;
		throw new UsageError(`${file}:${lineAt(text, offset)}:${column}: ${problem}`);
	});

	const lineOf = (path: Path): number => {
		const offset = offsets.get(keyOf(path));
		return offset === undefined ? lineOf(path.slice(0, -1)) : lineAt(text, offset);
	};

	return {value: JSON.parse(text), lineOf};
};
