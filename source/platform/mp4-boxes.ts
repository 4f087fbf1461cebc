import {type Readable, readAt} from './read-at.js';
import type {Wholeness} from './wholeness.js';

const headerBytes = 16;
const shortHeaderBytes = 8;
/** Keeps a hostile file of tiny boxes from holding us up; a long film in fragments has a few thousand. */
const maxBoxCount = 100_000;

type Box = {
	readonly type: string;
	/** `undefined` where the box reaches to the end of the file, wherever that is. */
	readonly bytes: number | undefined;
};

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
		return {type, bytes: undefined};
	}

	if (size > 1) {
		return size < shortHeaderBytes ? undefined : {type, bytes: size};
	}

	const longSize = header.length < headerBytes ? 0 : Number(header.readBigUInt64BE(8));
	return longSize < headerBytes ? undefined : {type, bytes: longSize};
};

/**
Whether the boxes of an MP4, QuickTime or HEIF file end where the file ends. Of a film in fragments only the index after the last one shows that it is the last.

@param needed - The boxes without which nothing is to be seen.
*/
export const wholenessOfBoxes =
	(...needed: readonly string[]) =>
	async (file: Readable): Promise<Wholeness> => {
		const types = new Set<string>();
		let last = '';
		let offset = 0;
		let isOpen = false;
		for (let count = 0; offset < file.bytes && !isOpen && count < maxBoxCount; count++) {
			const box = await readBox(file, offset);
			if (!box) {
				return 'damaged';
			}

			last = box.type;
			types.add(last);
			isOpen = box.bytes === undefined;
			offset += box.bytes ?? 0;
		}

		if (!needed.every(type => types.has(type)) || !(isOpen || offset === file.bytes)) {
			return 'damaged';
		}

		return isOpen || (types.has('moof') && last !== 'mfra') ? 'unknown' : 'whole';
	};
