import type {Question, Service} from './service.js';

export const encodedId = ({id}: Question): string => encodeURIComponent(id);

/**
Path segments that the user wrote before the ID.
*/
export const segments = (words: readonly string[]): string => words.map(word => encodeURIComponent(word)).join('/');

/**
A path for an ID alone: anything before it is a mistake.
*/
export const plainPath =
	(path: (id: string) => string): Service['taskPath'] =>
	question =>
		question.before.length === 0 ? path(encodedId(question)) : undefined;

/**
Paths by the words before the ID, the empty text for none.
*/
export const pathsByWord =
	(paths: Readonly<Record<string, (id: string) => string>>): Service['taskPath'] =>
	question => {
		const word = question.before.join('/');
		return Object.hasOwn(paths, word) ? paths[word]?.(encodedId(question)) : undefined;
	};
