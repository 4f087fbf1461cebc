import type {TaskAnswer} from './task.js';

/**
Whether two answers say the same. Both are plain data that the same decoder built, so their text is compared.
*/
export const isSameAnswer = (one: TaskAnswer | undefined, other: TaskAnswer | undefined): boolean =>
	one === other || JSON.stringify(one) === JSON.stringify(other);
