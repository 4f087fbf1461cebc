import {get, numeral} from './fields.js';
import {parseJson} from './parse-json.js';
import {time} from './units.js';

/** September 2001. A smaller number is a length of time, not a point in time. */
const firstEpoch = 1e9;
const lastDateMs = 8.64e15;
const maxTokenLength = 4096;

const epoch = (value: unknown): number | undefined => {
	const amount = numeral(value);
	return amount !== undefined && amount >= firstEpoch ? time(amount) : undefined;
};

/**
The end of a link that tells when it was signed, as `20250701T170758Z`, and for how many seconds.
*/
const signedEnd = (signedAt: string | undefined, seconds: string | undefined): number | undefined => {
	const [, year, month, day, hour, minute, second] =
		/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(signedAt ?? '') ?? [];
	const start = time(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
	const length = numeral(seconds);
	const end = start !== undefined && length !== undefined ? start + length * 1000 : Number.NaN;
	return end <= lastDateMs ? Math.round(end) : undefined;
};

/** The end of an Azure signature, whose time may be cut after the day or the minute. */
const azureEnd = (value: string | undefined): number | undefined => {
	const [, day, minute = 'T00:00', second = ':00'] =
		/^(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d)(:\d\d(?:\.\d{1,9})?)?Z)?$/.exec(value ?? '') ?? [];
	return day === undefined ? undefined : time(`${day}${minute}${second}Z`);
};

/** The end of a token, which is read but not checked. */
const tokenEnd = (token: string | undefined): number | undefined => {
	const [, payload = ''] = (token && token.length <= maxTokenLength && /^[\w-]+\.([\w-]+)\.[\w-]*$/.exec(token)) || [];
	if (payload.length % 4 === 1) {
		return undefined;
	}

	return epoch(get(parseJson(atob(payload.replaceAll('-', '+').replaceAll('_', '/')))?.value, 'exp'));
};

/**
When a signed link ends, as its parameters say: those of Amazon S3, TOS, Google and OSS, CloudFront, Azure, or a token. Where several do, the first end counts.

@returns Milliseconds since the Unix epoch.
@see https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
@see https://cloud.google.com/storage/docs/authentication/canonical-requests
@see https://www.alibabacloud.com/help/en/oss/developer-reference/add-signatures-to-urls
@see https://learn.microsoft.com/en-us/rest/api/storageservices/create-service-sas
*/
export const linkParameterEnd = (parameters: URLSearchParams): number | undefined => {
	const values = new Map(parameters.entries().map(([name, value]) => [name.toLowerCase(), value] as const));
	const ends = [
		...['amz', 'tos', 'goog', 'oss'].map(service =>
			signedEnd(values.get(`x-${service}-date`), values.get(`x-${service}-expires`)),
		),
		...['expires', 'exp'].map(name => epoch(values.get(name))),
		azureEnd(values.get('se')),
		...['token', '_jwt'].map(name => tokenEnd(values.get(name))),
	].filter(end => end !== undefined);
	return ends.length === 0 ? undefined : Math.min(...ends);
};
