import type {FileTraits} from '../engine/ports.js';
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
What a response says of its file that tells it from another at the same place. The validator is a strong entity tag, or a date at which the file had not changed for a minute.

@see https://www.rfc-editor.org/rfc/rfc9110#section-8.8.1
*/
export const identityOf = (
	headers: Headers,
): Pick<FileTraits, 'validator' | 'etag' | 'lastModified' | 'isWholeOnly'> => {
	const etag = headerText(headers, 'etag');
	return {
		validator: etag !== undefined && strongTag.test(etag) ? etag : settledDate(headers),
		etag,
		lastModified: headerText(headers, 'last-modified'),
		isWholeOnly: headerText(headers, 'accept-ranges') === 'none',
	};
};

const hasChanged = (told: string | undefined, known: string | undefined): boolean =>
	told !== undefined && known !== undefined && told !== known;

/**
Whether a response says that it is of another file. Where the tag is certain, the date does not count: it may differ between the servers of one host.
*/
export const isOtherFile = (headers: Headers, {validator, etag, lastModified}: FileTraits): boolean =>
	hasChanged(headerText(headers, 'etag'), etag) ||
	((validator === undefined || validator !== etag) && hasChanged(headerText(headers, 'last-modified'), lastModified));
