import {joinChunks} from '../engine/join-chunks.js';
import {type PartialFile, readExactly} from './partial-file.js';

/** An identifier of four bytes and a size of eight. */
export const maxHeaderBytes = 12;
/** A film has a handful of elements before its clusters; a hostile one has any number. */
const maxElementCount = 1000;

/** @see https://www.rfc-editor.org/rfc/rfc9559#section-5.1 */
const ids = {document: 0x1a45_dfa3, segment: 0x1853_8067, info: 0x1549_a966, tracks: 0x1654_ae6b, cluster: 0x1f43_b675};

/** The start of a WebM document, with a segment whose length is open. */
const documentStart = Buffer.from('1a45dfa3874282847765626d18538067ff', 'hex');

type Element = {
	readonly id: number;
	readonly headerBytes: number;
	/** With the header; infinite where it is not told. */
	readonly bytes: number;
};

/** How many bytes a number takes, as its first one tells; more than eight for one that starts none. */
const lengthOfNumber = (first = 0): number => Math.clz32(first) - 23;

const bigEndian = (bytes: Uint8Array): bigint => bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

/** @see https://www.rfc-editor.org/rfc/rfc8794#section-4 A size with all of its bits set is not known. */
export const parseElement = (header: Uint8Array): Element | undefined => {
	const idBytes = lengthOfNumber(header[0]);
	const sizeBytes = lengthOfNumber(header[idBytes]);
	const headerBytes = idBytes + sizeBytes;
	if (idBytes > 4 || sizeBytes > 8 || header.length < headerBytes) {
		return undefined;
	}

	const unknown = (1n << BigInt(7 * sizeBytes)) - 1n;
	const size = bigEndian(header.subarray(idBytes, headerBytes)) & unknown;
	return {
		id: Number(bigEndian(header.subarray(0, idBytes))),
		headerBytes,
		bytes: size === unknown ? Number.POSITIVE_INFINITY : headerBytes + Number(size),
	};
};

/**
Whether a file that starts so is WebM or Matroska.
*/
export const isMatroska = (head: Uint8Array): boolean => parseElement(head)?.id === ids.document;

/**
Find what a WebM or Matroska file tells of its tracks.

@returns A document of nothing but that.
@throws {DownloadError} `content` where it is cut short.
*/
export const readMatroskaIndex = async (file: PartialFile): Promise<Uint8Array> => {
	const found = new Map<number, Uint8Array>();
	let offset = 0;
	for (let count = 0; count < maxElementCount && Number.isSafeInteger(offset) && found.size < 2; count++) {
		const element = parseElement(await file.read(offset, maxHeaderBytes));
		if (!element || element.id === ids.cluster) {
			break;
		}

		if (element.id === ids.info || element.id === ids.tracks) {
			found.set(element.id, await readExactly(file, offset, element.bytes));
		}

		offset += element.id === ids.segment ? element.headerBytes : element.bytes;
	}

	return joinChunks([documentStart, ...found.values()]);
};
