import type {Checksum, ChecksumAlgorithm} from '../engine/ports.js';
import {type Headers, headerText} from './response.js';

const digestBytes: Readonly<Record<ChecksumAlgorithm, number>> = {
	md5: 16,
	sha1: 20,
	sha256: 32,
	sha512: 64,
	crc32: 4,
	crc32c: 4,
	crc64ecma: 8,
	crc64nvme: 8,
};

/**
Headers that hold one sum in base64. S3 writes another form where it is of the parts of a file.

@see https://docs.aws.amazon.com/AmazonS3/latest/userguide/checking-object-integrity.html
*/
const base64Headers: Readonly<Record<string, ChecksumAlgorithm>> = {
	'content-md5': 'md5',
	'x-amz-checksum-sha256': 'sha256',
	'x-amz-checksum-sha1': 'sha1',
	'x-amz-checksum-crc64nvme': 'crc64nvme',
	'x-amz-checksum-crc32c': 'crc32c',
	'x-amz-checksum-crc32': 'crc32',
};

/**
Headers that hold one sum as a decimal number.

@see https://www.alibabacloud.com/help/en/oss/developer-reference/getobject
*/
const decimalHeaders = ['x-oss-hash-crc64ecma', 'x-cos-hash-crc64ecma', 'x-tos-hash-crc64ecma'];

/** @see https://www.rfc-editor.org/rfc/rfc9530#section-3 */
const reprDigest = /(?:^|,)\s*(sha-256|sha-512)=:([A-Za-z0-9+\/]+={0,2}):/gv;

/** @see https://cloud.google.com/storage/docs/xml-api/reference-headers#xgooghash */
const googHash = /(?:^|,)\s*(crc32c|md5)=([A-Za-z0-9+\/]+={0,2})(?=\s*(?:,|$))/gv;

/** Of a link that makes another picture or film of the stored one, whose sum the host may still tell. */
const processing = /^(?:x-(?:oss|tos)|ci)-proc|^(?:imagemogr2|imageview2|watermark)/iv;

const fromBase64 = (algorithm: ChecksumAlgorithm, base64: string | undefined): readonly Checksum[] => {
	const digest = Buffer.from(base64 ?? '', 'base64');
	return digest.length === digestBytes[algorithm] && digest.toString('base64') === base64
		? [{algorithm, digest: digest.toString('hex')}]
		: [];
};

const fromDecimal = (algorithm: ChecksumAlgorithm, decimal = ''): readonly Checksum[] =>
	/^\d{1,20}$/v.test(decimal)
		? [{algorithm, digest: BigInt.asUintN(64, BigInt(decimal)).toString(16).padStart(16, '0')}]
		: [];

const listed = (value: string[] | string | undefined, pattern: RegExp): readonly Checksum[] =>
	[...[value ?? []].flat().join(',').matchAll(pattern)].flatMap(([, name = '', base64]) =>
		fromBase64(name.replace('-', '') as ChecksumAlgorithm, base64),
	);

/**
The check sums of a whole file that a response with the whole file tells.

@param query - Of the link. Where it asks for a changed file, no sum is believed.
*/
export const checksumsOf = (headers: Headers, query: URLSearchParams): readonly Checksum[] | undefined => {
	if ([...query.keys()].some(name => processing.test(name))) {
		return undefined;
	}

	// What is stored compressed is summed up so, and sent otherwise.
	const isStoredAsSent = (headerText(headers, 'x-goog-stored-content-encoding') ?? 'identity') === 'identity';
	const checksums = [
		...decimalHeaders.flatMap(name => fromDecimal('crc64ecma', headerText(headers, name))),
		...Object.entries(base64Headers).flatMap(([name, algorithm]) => fromBase64(algorithm, headerText(headers, name))),
		...(isStoredAsSent ? listed(headers['x-goog-hash'], googHash) : []),
		...listed(headers['repr-digest'], reprDigest),
	];
	return checksums.length > 0 ? checksums : undefined;
};
