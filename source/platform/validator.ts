import {type Headers, headerText} from './response.js';

/** A weak one, as `W/"1"`, may stand for other bytes too. */
const strongTag = /^"[\x21\x23-\x7e]{1,512}"$/v;

/** @see https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7 */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/v;

/** Of a file that was changed twice within a second, one date may name both. */
const settledMs = 60_000;

const settledDate = (headers: Headers): string | undefined => {
	const modified = headerText(headers, 'last-modified') ?? '';
	const ageMs = Date.parse(headerText(headers, 'date') ?? '') - Date.parse(modified);
	return ageMs >= settledMs && httpDate.test(modified) ? modified : undefined;
};

/**
What tells a file from any other that may stand at its place: a strong entity tag, or a date at which it had not changed for a minute; `undefined` where there is neither, or where the host sends no parts of it.

@see https://www.rfc-editor.org/rfc/rfc9110#section-8.8.1
*/
export const validatorOf = (headers: Headers): string | undefined => {
	if (headerText(headers, 'accept-ranges') === 'none') {
		return undefined;
	}

	const tag = headerText(headers, 'etag') ?? '';
	return strongTag.test(tag) ? tag : settledDate(headers);
};

/**
Whether a response says that it is of another file. One that holds a part only may leave out the date.
*/
export const isOtherFile = (headers: Headers, validator: string): boolean => {
	const told = headerText(headers, validator.startsWith('"') ? 'etag' : 'last-modified');
	return told !== undefined && told !== validator;
};
