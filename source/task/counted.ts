/**
A number with its noun, such as `1 task` or `3 tasks`.
*/
export const counted = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;
