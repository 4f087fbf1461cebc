import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {test} from 'node:test';
import {crc32} from 'node:zlib';
import {hasChecksums} from '../../source/platform/check-sums.js';
import {checksumsOf} from '../../source/platform/checksum-headers.js';
import type {Readable} from '../../source/platform/read-at.js';

const noQuery = new URLSearchParams();
const check = Buffer.from('123456789');

const hash = (algorithm: string, content: Buffer, encoding: 'base64' | 'hex'): string =>
	createHash(algorithm).update(content).digest(encoding);

/** A file on a disk that gives only so many bytes at once. */
const open = (content: Buffer, mostBytes = content.length): Readable => {
	const read = async (buffer: Buffer, offset: number, length: number, position: number) => ({
		bytesRead: content.copy(buffer, offset, position, position + Math.min(length, mostBytes)),
		buffer,
	});
	return {handle: {read} as unknown as Readable['handle'], bytes: content.length};
};

/** Published check values, of the text `123456789`. @see https://reveng.sourceforge.io/crc-catalogue/all.htm */
const known = [
	{algorithm: 'crc32', digest: 'cbf43926'},
	{algorithm: 'crc32c', digest: 'e3069283'},
	{algorithm: 'crc64ecma', digest: '995dc9bbdf1939fa'},
	{algorithm: 'crc64nvme', digest: 'ae8b14860a799888'},
	{algorithm: 'md5', digest: hash('md5', check, 'hex')},
	{algorithm: 'sha1', digest: hash('sha1', check, 'hex')},
	{algorithm: 'sha256', digest: hash('sha256', check, 'hex')},
	{algorithm: 'sha512', digest: hash('sha512', check, 'hex')},
] as const;

test('each kind of sum is that of the catalogue, however many bytes the disk gives at once', async () => {
	for (const {algorithm, digest} of known) {
		assert.equal(await hasChecksums(open(check, 2), [{algorithm, digest}]), true, algorithm);
		assert.equal(await hasChecksums(open(Buffer.from('123456780')), [{algorithm, digest}]), false, algorithm);
	}
});

test('a file of several blocks is summed up as a whole', async () => {
	const content = Buffer.alloc(2 * 1024 * 1024 + 1, 'film');

	const checksums = [
		{algorithm: 'sha256', digest: hash('sha256', content, 'hex')},
		{algorithm: 'crc32', digest: crc32(content).toString(16).padStart(8, '0')},
	] as const;

	assert.equal(await hasChecksums(open(content), checksums), true);
});

test('a file is not read where there is no sum to compare', async () => {
	const read = async () => assert.fail('read');

	assert.equal(await hasChecksums({handle: {read} as unknown as Readable['handle'], bytes: 9}, []), true);
});

test('a file that ends before its length has no sum', async () => {
	assert.equal(await hasChecksums({...open(check), bytes: 10}, [known[0]]), false);
});

test('the sums that hosts tell are read, whatever they are written in', () => {
	const headers = {
		'x-oss-hash-crc64ecma': '11051210869376104954',
		'x-cos-hash-crc64ecma': '1',
		'x-tos-hash-crc64ecma': '18446744073709551615',
		'content-md5': hash('md5', check, 'base64'),
		'x-amz-checksum-sha256': hash('sha256', check, 'base64'),
		'x-amz-checksum-crc32': 'y/Q5Jg==',
		'x-goog-hash': ['crc32c=4waSgw==', `md5=${hash('md5', check, 'base64')}`],
		'repr-digest': `sha-256=:${hash('sha256', check, 'base64')}:, sha-512=:${hash('sha512', check, 'base64')}:`,
	};

	assert.deepEqual(checksumsOf(headers, noQuery), [
		{algorithm: 'crc64ecma', digest: '995dc9bbdf1939fa'},
		{algorithm: 'crc64ecma', digest: '0000000000000001'},
		{algorithm: 'crc64ecma', digest: 'ffffffffffffffff'},
		{algorithm: 'md5', digest: hash('md5', check, 'hex')},
		{algorithm: 'sha256', digest: hash('sha256', check, 'hex')},
		{algorithm: 'crc32', digest: 'cbf43926'},
		{algorithm: 'crc32c', digest: 'e3069283'},
		{algorithm: 'md5', digest: hash('md5', check, 'hex')},
		{algorithm: 'sha256', digest: hash('sha256', check, 'hex')},
		{algorithm: 'sha512', digest: hash('sha512', check, 'hex')},
	]);
});

test('a sum that is none, or is of something else than what is sent, is not believed', () => {
	const query = new URLSearchParams('x-oss-process=video/snapshot');

	assert.deepEqual(
		[
			checksumsOf({}, noQuery),
			checksumsOf({'x-oss-hash-crc64ecma': '-1'}, noQuery),
			checksumsOf({'content-md5': 'AAAA'}, noQuery),
			// Of the parts of a file, and how many there are.
			checksumsOf({'x-amz-checksum-crc32': 'y/Q5Jg==-3'}, noQuery),
			checksumsOf({'x-goog-hash': 'crc32c=4waSgw==', 'x-goog-stored-content-encoding': 'gzip'}, noQuery),
			checksumsOf({'x-oss-hash-crc64ecma': '1'}, query),
		],
		Array.from({length: 6}, () => undefined),
	);
});
