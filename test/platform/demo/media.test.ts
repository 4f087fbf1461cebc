import assert from 'node:assert/strict';
import test from 'node:test';
import {crc32, inflateSync} from 'node:zlib';
import {type ClipName, clips} from '../../../source/platform/demo/media/clips.js';
import {createMediaFile} from '../../../source/platform/demo/media/media-file.js';
import {clipBytes} from '../../../source/platform/demo/media/mp4.js';
import {drawPng} from '../../../source/platform/demo/media/png.js';

const boxesOf = (bytes: Buffer): readonly string[] => {
	const types: string[] = [];
	let offset = 0;
	while (offset < bytes.length) {
		types.push(bytes.toString('latin1', offset + 4, offset + 8));
		offset += bytes.readUInt32BE(offset);
	}

	assert.equal(offset, bytes.length, 'the boxes add up to the file');
	return types;
};

const chunksOf = (png: Buffer): readonly {readonly type: string; readonly data: Buffer}[] => {
	const chunks: {type: string; data: Buffer}[] = [];
	let offset = 8;
	while (offset < png.length) {
		const length = png.readUInt32BE(offset);
		const body = png.subarray(offset + 4, offset + 8 + length);
		assert.equal(png.readUInt32BE(offset + 8 + length), crc32(body));
		chunks.push({type: body.toString('latin1', 0, 4), data: body.subarray(4)});
		offset += length + 12;
	}

	return chunks;
};

for (const name of Object.keys(clips) as ClipName[]) {
	test(`the clip ${name} is a complete MP4 file with its index first`, () => {
		const boxes = boxesOf(clipBytes(name));

		assert.deepEqual(
			boxes.filter(type => type !== 'free'),
			['ftyp', 'moov', 'mdat'],
		);
	});

	test(`the clip ${name} has the size it claims`, () => {
		const {width, height} = clips[name];

		const bytes = clipBytes(name);

		// A visual sample entry tells width and height 24 bytes after its type and four reserved bytes.
		const entry = bytes.indexOf('avc1', bytes.indexOf('stsd'), 'latin1') + 4;
		assert.deepEqual([bytes.readUInt16BE(entry + 24), bytes.readUInt16BE(entry + 26)], [width, height]);
	});
}

test('a padded clip has exactly the size asked for, and is still made of whole boxes', () => {
	const bytes = clipBytes('wide', 100_000);

	assert.equal(bytes.length, 100_000);
	assert.equal(boxesOf(bytes).at(-1), 'free');
	assert.deepEqual(bytes.subarray(0, clipBytes('wide').length), clipBytes('wide'));
});

test('a clip cannot be padded to less than it is', () => {
	assert.throws(() => clipBytes('wide', 100), RangeError);
});

test('a drawn picture is a whole PNG file of its size', () => {
	const png = drawPng({width: 48, height: 32, sky: [0x00_00_40, 0xff_80_00]});

	const chunks = chunksOf(png);
	const [header, data] = chunks;
	assert.deepEqual([...png.subarray(0, 8)], [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	assert.deepEqual(
		chunks.map(({type}) => type),
		['IHDR', 'IDAT', 'IEND'],
	);
	assert.deepEqual([header?.data.readUInt32BE(0), header?.data.readUInt32BE(4)], [48, 32]);
	assert.equal(inflateSync(data?.data ?? '').length, 32 * (1 + 48 * 3));
});

test('a drawn picture starts in the upper colour', () => {
	const png = drawPng({width: 4, height: 400, sky: [0x12_34_56, 0xff_ff_ff]});

	const pixels = inflateSync(chunksOf(png)[1]?.data ?? '');
	assert.deepEqual([...pixels.subarray(0, 4)], [1, 0x12, 0x34, 0x56]);
});

test('a file is made once', () => {
	const file = createMediaFile({type: 'picture', width: 4, height: 4, sky: [0, 0]});

	assert.equal(file.bytes(), file.bytes());
	assert.match(file.etag(), /^"[\da-f]{32}"$/);
});
