import {crc32, deflateSync} from 'node:zlib';

export type Picture = {
	/** Pixels. */
	readonly width: number;
	readonly height: number;
	/** Colours of the sky from top to bottom, as `0xRRGGBB`. */
	readonly sky: readonly [top: number, bottom: number];
};

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const bytesPerPixel = 3;
const trueColour = 2;
const filterSub = 1;
const sunGlow = 0.35;

const chunk = (type: string, data: Buffer): Buffer => {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const frame = Buffer.alloc(body.length + 8);
	frame.writeUInt32BE(data.length, 0);
	body.copy(frame, 4);
	frame.writeUInt32BE(crc32(body), body.length + 4);
	return frame;
};

const header = ({width, height}: Picture): Buffer => {
	const data = Buffer.alloc(13);
	data.writeUInt32BE(width, 0);
	data.writeUInt32BE(height, 4);
	data.set([8, trueColour, 0, 0, 0], 8);
	return chunk('IHDR', data);
};

const channels = (colour: number): readonly [number, number, number] => [
	(colour >> 16) & 0xff,
	(colour >> 8) & 0xff,
	colour & 0xff,
];

/**
Each line is stored as differences from pixel to pixel, which are mostly zero and so compress well.
*/
const scanlines = ({width, height, sky}: Picture): Buffer => {
	const lineBytes = 1 + width * bytesPerPixel;
	const lines = Buffer.alloc(lineBytes * height);
	const [top, bottom] = [channels(sky[0]), channels(sky[1])];
	const radius = Math.min(width, height) / 6;

	for (let y = 0; y < height; y++) {
		lines[y * lineBytes] = filterSub;
		for (let channel = 0; channel < bytesPerPixel; channel++) {
			let left = 0;
			for (let x = 0; x < width; x++) {
				const depth = (y + x / 4) / (height + width / 4);
				const base = top[channel as 0 | 1 | 2] * (1 - depth) + bottom[channel as 0 | 1 | 2] * depth;
				const isSun = Math.hypot(x - width * 0.68, y - height * 0.34) < radius;
				const value = Math.round(isSun ? base + (255 - base) * sunGlow : base);
				lines[y * lineBytes + 1 + x * bytesPerPixel + channel] = value - left;
				left = value;
			}
		}
	}

	return lines;
};

/**
A PNG file of a sun in a sky.
*/
export const drawPng = (picture: Picture): Buffer =>
	Buffer.concat([
		signature,
		header(picture),
		chunk('IDAT', deflateSync(scanlines(picture))),
		chunk('IEND', Buffer.alloc(0)),
	]);
