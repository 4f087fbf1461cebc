import {isPluralKey, kindOfKey} from './find-task-ids-keys.js';
import {findNamedIdsInLine} from './find-task-ids-line.js';
import {looksLikeTaskId, mayBeTaskId} from './find-task-ids-shape.js';

/** Deeper than any answer; a walk needs a bound. */
const deepest = 64;
/** A longer text inside JSON is data. */
const longestText = 16_384;

const containers: ReadonlySet<string> = new Set('data items list watches results'.split(' '));

/** Numbers stay as they are written: identifiers of 64 bits do not fit a double. */
const keepNumber = (_key: string, value: unknown, context?: {readonly source?: string}): unknown =>
	typeof value === 'number' ? (context?.source ?? String(value)) : value;

const parse = (text: string): unknown => {
	try {
		return JSON.parse(text, keepNumber);
	} catch {
		// It only looked like JSON; then it is read as text.
		return undefined;
	}
};

const isObject = (value: unknown): value is {readonly [key: string]: unknown} =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** JSON within a text, as some services answer, and all texts are no longer JSON than they were. */
const parseInner = (text: string): unknown => (/^\s*[{[]/.test(text) ? parse(text) : undefined);

/** The identifiers that an object gives itself. Of a name and a number in a database, the name counts. */
const ownIds = (value: {readonly [key: string]: unknown}): readonly string[] => {
	const entries = Object.entries(value);
	for (const kind of ['task', 'id'] as const) {
		const ids = entries
			.filter(([key]) => kindOfKey(key) === kind)
			.flatMap(([, entry]) => entry)
			.filter((entry): entry is string => typeof entry === 'string' && mayBeTaskId(entry));
		if (ids.length > 0) {
			return ids;
		}
	}

	return [];
};

/**
What is inside an object that has an identifier has identifiers of its own, which are no task's.
*/
const keyedIds = (value: unknown, key: string | undefined, depth: number): readonly string[] => {
	if (depth > deepest) {
		return [];
	}

	if (typeof value === 'string') {
		const inner = parseInner(value);
		return inner === undefined ? [] : keyedIds(inner, undefined, depth + 1);
	}

	if (Array.isArray(value)) {
		const isOfIds =
			key === undefined ||
			containers.has(key) ||
			(isPluralKey(key) && kindOfKey(key) !== 'label' && kindOfKey(key) !== 'other');
		return value.flatMap(entry =>
			isOfIds && typeof entry === 'string' && looksLikeTaskId(entry) ? [entry] : keyedIds(entry, key, depth + 1),
		);
	}

	if (!isObject(value)) {
		return [];
	}

	const own = ownIds(value);
	return own.length > 0 ? own : Object.entries(value).flatMap(([name, entry]) => keyedIds(entry, name, depth + 1));
};

const textsIn = (value: unknown, depth: number): readonly string[] => {
	if (typeof value === 'string') {
		return value.length > longestText ? [] : [value];
	}

	return typeof value === 'object' && value !== null && depth <= deepest
		? Object.values(value).flatMap(entry => textsIn(entry, depth + 1))
		: [];
};

/**
Find identifiers in a JSON document: by the keys, else in the links and messages in it.

@returns `undefined` for text that is no JSON object or array.
*/
export const findIdsInJson = (text: string): readonly string[] | undefined => {
	const value = parseInner(text);
	if (value === undefined) {
		return undefined;
	}

	const ids = keyedIds(value, undefined, 0);
	return ids.length > 0 ? ids : textsIn(value, 0).flatMap(findNamedIdsInLine);
};
