import {type Readable, readAt} from './read-at.js';

const headerBytes = 16;
const shortHeaderBytes = 8;
/** Keeps a hostile file of tiny boxes from holding us up; a long film in fragments has a few thousand. */
const maxBoxCount = 100_000;

type Box = {readonly type: string; readonly bytes: number};

/**
@see https://www.iso.org/standard/83102.html ISO/IEC 14496-12, 4.2: a size of 0 reaches to the end of the file, a size of 1 is told in the 64 bits after the type.
*/
const readBox = async (file: Readable, offset: number): Promise<Box | undefined> => {
	const header = await readAt(file, offset, headerBytes);
	if (header.length < shortHeaderBytes) {
		return undefined;
	}

	const size = header.readUInt32BE(0);
	const type = header.toString('latin1', 4, 8);
	if (size === 0) {
		return {type, bytes: file.bytes - offset};
	}

	if (size > 1) {
		return size < shortHeaderBytes ? undefined : {type, bytes: size};
	}

	const longSize = header.length < headerBytes ? 0 : Number(header.readBigUInt64BE(8));
	return longSize < headerBytes ? undefined : {type, bytes: longSize};
};

/**
Whether the boxes of an MP4 or QuickTime file end where the file ends, and one of them is the index (`moov`) without which nothing plays.
*/
export const isCompleteMp4 = async (file: Readable): Promise<boolean> => {
	let offset = 0;
	let hasIndex = false;
	for (let count = 0; offset < file.bytes && count < maxBoxCount; count++) {
		const box = await readBox(file, offset);
		if (!box) {
			return false;
		}

		hasIndex ||= box.type === 'moov';
		offset += box.bytes;
	}

	return hasIndex && offset === file.bytes;
};
