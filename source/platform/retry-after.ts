const deltaSeconds = /^\d{1,9}$/v;
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/v;

const parseHttpDate = (text: string | undefined): number | undefined => {
	const at = text !== undefined && httpDate.test(text) ? Date.parse(text) : Number.NaN;
	return Number.isNaN(at) ? undefined : at;
};

/**
Read the `Retry-After` header of a response.

@param retryAfter - Seconds or an HTTP date.
@param date - The `Date` header of the same response: a date is measured by the clock that wrote it, never by ours.
@returns Milliseconds from the response on, never negative. `undefined` where the header is absent or unreadable.
@see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
*/
export const parseRetryAfter = (retryAfter: string | undefined, date: string | undefined): number | undefined => {
	const text = retryAfter?.trim();
	if (text !== undefined && deltaSeconds.test(text)) {
		return Number(text) * 1000;
	}

	const retryAt = parseHttpDate(text);
	const sentAt = parseHttpDate(date);
	return retryAt === undefined || sentAt === undefined ? undefined : Math.max(0, retryAt - sentAt);
};
