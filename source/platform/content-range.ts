import {type Headers, headerText} from './response.js';

/** @see https://www.rfc-editor.org/rfc/rfc9110#field.content-range */
const contentRange = /^bytes (\d{1,15})-(\d{1,15})\/(?:(\d{1,15})|\*)$/v;
const unsatisfied = /^bytes \*\/(\d{1,15})$/v;

export type ContentRange = {
	readonly first: number;
	readonly last: number;
	/** The length of the whole file, where the host knows it. */
	readonly total: number | undefined;
};

/**
Which part of a file a response holds; `undefined` where it does not say, or not readably.
*/
export const contentRangeOf = (headers: Headers): ContentRange | undefined => {
	const [, first, last, total] = contentRange.exec(headerText(headers, 'content-range') ?? '') ?? [];
	return first === undefined
		? undefined
		: {first: Number(first), last: Number(last), total: total === undefined ? undefined : Number(total)};
};

/**
The length of the whole file, as a host tells it that cannot satisfy a range.
*/
export const unsatisfiedTotalOf = (headers: Headers): number | undefined => {
	const [, total] = unsatisfied.exec(headerText(headers, 'content-range') ?? '') ?? [];
	return total === undefined ? undefined : Number(total);
};
