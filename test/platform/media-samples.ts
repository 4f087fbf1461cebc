import {deflateSync} from 'node:zlib';

const uint32 = (value: number): Buffer => {
	const buffer = Buffer.alloc(4);
	buffer.writeUInt32BE(value);
	return buffer;
};

const iend = Buffer.from([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]);

/**
As much of a PNG as a reader of the format's frame sees; its pixels mean nothing.
*/
export const png = (pixelBytes = 10): Buffer => {
	const data = deflateSync(Buffer.alloc(pixelBytes), {level: 0});
	const chunk = (type: string, body: Buffer) =>
		Buffer.concat([uint32(body.length), Buffer.from(type), body, uint32(0)]);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0])),
		chunk('IDAT', data),
		iend,
	]);
};

export const jpeg = (): Buffer =>
	Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(100, 7), Buffer.from([0xff, 0xd9])]);

export const box = (type: string, body: Uint8Array = new Uint8Array(4)): Buffer =>
	Buffer.concat([uint32(body.length + 8), Buffer.from(type), body]);

/** A box whose size stands in the 64 bits after its type. */
export const longBox = (type: string, body: Uint8Array): Buffer =>
	Buffer.concat([uint32(1), Buffer.from(type), uint32(0), uint32(body.length + 16), body]);

/** A box that reaches to the end of the file. */
export const openBox = (type: string, body: Uint8Array): Buffer => Buffer.concat([uint32(0), Buffer.from(type), body]);

export const ftyp = box('ftyp', Buffer.from('isom\0\0\0\0isommp42'));

export const mp4 = (mediaBytes = 20): Buffer =>
	Buffer.concat([ftyp, box('moov'), box('mdat', Buffer.alloc(mediaBytes, 9))]);
