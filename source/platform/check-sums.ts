import {createHash} from 'node:crypto';
import {crc32} from 'node:zlib';
import type {Checksum, ChecksumAlgorithm} from '../engine/ports.js';
import {type Crc, createCrc32c, createCrc64ecma, createCrc64nvme} from './crc.js';
import {type Readable, readAt} from './read-at.js';

const blockBytes = 1024 * 1024;

const hashOf = (algorithm: string): Crc => {
	const hash = createHash(algorithm);
	return {
		update: bytes => void hash.update(bytes),
		digest: () => hash.digest('hex'),
	};
};

const createCrc32 = (): Crc => {
	let value = 0;
	return {
		update(bytes) {
			value = crc32(bytes, value);
		},
		digest: () => value.toString(16).padStart(8, '0'),
	};
};

const createSum: Readonly<Record<ChecksumAlgorithm, () => Crc>> = {
	md5: () => hashOf('md5'),
	sha1: () => hashOf('sha1'),
	sha256: () => hashOf('sha256'),
	sha512: () => hashOf('sha512'),
	crc32: createCrc32,
	crc32c: createCrc32c,
	crc64ecma: createCrc64ecma,
	crc64nvme: createCrc64nvme,
};

/**
Whether a file on the disk has all of these check sums.
*/
export const hasChecksums = async (file: Readable, checksums: readonly Checksum[]): Promise<boolean> => {
	if (checksums.length === 0) {
		return true;
	}

	const sums = checksums.map(({algorithm, digest}) => ({sum: createSum[algorithm](), digest}));
	let block: Uint8Array;
	for (let offset = 0; offset < file.bytes; offset += block.length) {
		block = await readAt(file, offset, blockBytes);
		if (block.length === 0) {
			return false;
		}

		for (const {sum} of sums) {
			sum.update(block);
		}
	}

	return sums.every(({sum, digest}) => sum.digest() === digest);
};
