import {type ClipName, clips} from './clips.js';

const boxHeaderBytes = 8;

/**
A playable MP4 file.

@param paddedToBytes - Its size, reached with a `free` box at the end, which players skip. The clip alone where left out.
@throws {RangeError} when the size leaves no room for the box.
*/
export const clipBytes = (name: ClipName, paddedToBytes?: number): Buffer => {
	const clip = Buffer.from(clips[name].base64, 'base64');
	if (paddedToBytes === undefined) {
		return clip;
	}

	const freeBytes = paddedToBytes - clip.length;
	if (freeBytes < boxHeaderBytes) {
		throw new RangeError(`A clip of ${clip.length} bytes cannot be padded to ${paddedToBytes}`);
	}

	const free = Buffer.alloc(freeBytes);
	free.writeUInt32BE(freeBytes, 0);
	free.write('free', 4, 'latin1');
	return Buffer.concat([clip, free]);
};
