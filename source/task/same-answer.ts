import type {TaskAnswer} from './task.js';

const inlineOf = (answer: TaskAnswer | undefined): ReadonlyArray<string | undefined> =>
	(answer?.outputs ?? []).map(({place}) => (place.type === 'inline' ? place.base64 : undefined));

/** Without the files in it, which may be long. */
const textOf = (answer: TaskAnswer | undefined): string | undefined =>
	JSON.stringify(answer, (name, value: unknown) => (name === 'base64' ? undefined : value));

/**
Whether two answers say the same. Both are plain data that the same decoder built, so their text is compared.
*/
export const isSameAnswer = (one: TaskAnswer | undefined, other: TaskAnswer | undefined): boolean => {
	if (one === other) {
		return true;
	}

	const files = inlineOf(other);
	return textOf(one) === textOf(other) && inlineOf(one).every((file, index) => file === files[index]);
};
