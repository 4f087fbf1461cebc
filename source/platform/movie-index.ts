import {joinChunks} from '../engine/join-chunks.js';
import {DownloadError} from '../task/errors.js';
import {type PartialFile, readExactly} from './partial-file.js';

const headerBytes = 16;
/** A film has a handful of boxes before its index; a hostile one has any number. */
const maxBoxCount = 1000;
const firstTypes: ReadonlySet<string> = new Set(['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide']);

type Box = {readonly type: string; readonly bytes: number; readonly headerBytes: number};

/**
@see https://www.iso.org/standard/83102.html ISO/IEC 14496-12, 4.2: a size of 1 is told in the 64 bits after the type. A size of 0 reaches to the end of the file: nothing comes after such a box, and an index has none.
*/
const parseBox = (header: Uint8Array): Box | undefined => {
	const {buffer, byteOffset, length} = header;
	const view = new DataView(buffer, byteOffset, length);
	if (length < 8) {
		return undefined;
	}

	const type = String.fromCharCode(...header.subarray(4, 8));
	const size = view.getUint32(0);
	if (size !== 1) {
		return size < 8 ? undefined : {type, bytes: size, headerBytes: 8};
	}

	const longSize = length < headerBytes ? 0 : Number(view.getBigUint64(8));
	return longSize < headerBytes ? undefined : {type, bytes: longSize, headerBytes};
};

/**
Whether a file that starts so is MP4 or QuickTime.
*/
export const isMovie = (head: Uint8Array): boolean => firstTypes.has(parseBox(head)?.type ?? '');

export type MovieIndex = {
	/** A movie of nothing but the type and the index of the one it was taken from. */
	readonly bytes: Uint8Array;
	readonly durationSeconds: number | undefined;
};

/** @see https://www.iso.org/standard/83102.html ISO/IEC 14496-12, 8.2.2: a duration that is not known has all bits set. */
const readDuration = (index: Uint8Array, moov: Box): number | undefined => {
	let offset = moov.headerBytes;
	for (let box = parseBox(index.subarray(offset)); box; box = parseBox(index.subarray(offset))) {
		if (box.type === 'mvhd') {
			const content = index.subarray(offset + box.headerBytes, offset + box.bytes);
			const view = new DataView(content.buffer, content.byteOffset, content.length);
			const isLong = view.getUint8(0) === 1;
			const timescale = view.getUint32(isLong ? 20 : 12);
			const duration = isLong ? view.getBigUint64(24) : BigInt(view.getUint32(16));
			const isKnown = duration !== (isLong ? 0xffff_ffff_ffff_ffffn : 0xffff_ffffn);
			return isKnown ? Number(duration) / timescale : undefined;
		}

		offset += box.bytes;
	}

	return undefined;
};

/**
Find the index (`moov`) of an MP4 or QuickTime file, wherever in the file it is.

@throws {DownloadError} `content` where there is none.
*/
export const readMovieIndex = async (file: PartialFile): Promise<MovieIndex> => {
	let type: Uint8Array = new Uint8Array();
	let offset = 0;
	for (let count = 0; count < maxBoxCount && Number.isSafeInteger(offset); count++) {
		const box = parseBox(await file.read(offset, headerBytes));
		if (!box) {
			break;
		}

		if (box.type === 'ftyp') {
			type = await readExactly(file, offset, box.bytes);
		}

		if (box.type === 'moov') {
			const index = await readExactly(file, offset, box.bytes);
			return {bytes: joinChunks([type, index]), durationSeconds: readDuration(index, box)};
		}

		offset += box.bytes;
	}

	throw new DownloadError('content', 'The movie has no index that could be read');
};
