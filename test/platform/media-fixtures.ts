import {readFile} from 'node:fs/promises';
import path from 'node:path';

const folder = path.join(import.meta.dirname, '../fixtures/media');

export const readMedia = async (name: string): Promise<Buffer> => readFile(path.join(folder, name));

/** A box of an MP4 file. */
export const box = (type: string, ...contents: readonly Uint8Array[]): Buffer => {
	const content = Buffer.concat(contents);
	const header = Buffer.alloc(8);
	header.writeUInt32BE(8 + content.length);
	header.write(type, 4, 'latin1');
	return Buffer.concat([header, content]);
};

/** Where the header of a box of this type starts. */
export const findBox = (movie: Buffer, type: string): number => movie.indexOf(type, 0, 'latin1') - 4;

/** An MP4 file with its index at its end, behind so many bytes of nothing. */
export const longMovie = async (paddingBytes: number): Promise<Buffer> => {
	const movie = await readMedia('index-last.mp4');
	const index = findBox(movie, 'moov');
	return Buffer.concat([movie.subarray(0, index), box('free', Buffer.alloc(paddingBytes)), movie.subarray(index)]);
};

/** A JPEG file with so many bytes of notes before the picture, in segments of at most 64 KiB. */
export const longJpeg = async (noteBytes: number): Promise<Buffer> => {
	const jpeg = await readMedia('image.jpg');
	const segment = Buffer.alloc(60_000, 1);
	segment.writeUInt32BE(0xff_eb_00_00 + segment.length - 2);
	const notes = Array.from({length: Math.ceil(noteBytes / segment.length)}, () => segment);
	// After the start and the JFIF segment, of 2 and 18 bytes.
	return Buffer.concat([jpeg.subarray(0, 20), ...notes, jpeg.subarray(20)]);
};
