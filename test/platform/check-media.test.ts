import assert from 'node:assert/strict';
import {test} from 'node:test';
import {checkMedia} from '../../source/platform/check-media.js';
import type {Readable} from '../../source/platform/read-at.js';
import {box, ftyp, jpeg, longBox, mp4, openBox, png} from './media-samples.js';

const open = (content: Buffer): Readable => {
	const read = async (buffer: Buffer, offset: number, length: number, position: number) => ({
		bytesRead: content.copy(buffer, offset, position, position + length),
		buffer,
	});
	return {handle: {read} as unknown as Readable['handle'], bytes: content.length};
};

/** What is said of a file whose host tells that this is all of it. */
const isVerified = async (content: Buffer, extension: string): Promise<boolean> =>
	checkMedia(open(content), extension, {});

const uint32 = (value: number): Buffer => {
	const buffer = Buffer.alloc(4);
	buffer.writeUInt32LE(value);
	return buffer;
};

const riff = (type: string, size: number, body = Buffer.alloc(30, 1)): Buffer =>
	Buffer.concat([Buffer.from('RIFF'), uint32(size), Buffer.from(type), body]);

const gif = Buffer.concat([Buffer.from('GIF89a'), Buffer.alloc(50, 7), Buffer.from([0x00, 0x3b])]);

/** A head and a segment of 20 bytes. */
const webm = Buffer.concat([
	Buffer.from('1a45dfa3874282847765626d18538067', 'hex'),
	Buffer.from([0x94]),
	Buffer.alloc(20, 7),
]);

const still = Buffer.concat([box('ftyp', Buffer.from('avif\0\0\0\0avifmif1')), box('meta'), box('mdat')]);

test('whole files are accepted', async () => {
	const whole: ReadonlyArray<readonly [Buffer, string]> = [
		[png(), 'png'],
		[jpeg(), 'jpg'],
		[gif, 'gif'],
		[mp4(), 'mp4'],
		[Buffer.concat([ftyp, longBox('mdat', Buffer.alloc(50)), box('moov')]), 'mp4'],
		[Buffer.concat([ftyp, box('moov'), box('moof'), box('mdat'), box('mfra')]), 'mp4'],
		[still, 'avif'],
		[riff('WEBP', 34), 'webp'],
		[Buffer.concat([riff('WAVE', 34), Buffer.from('after')]), 'wav'],
		[Buffer.concat([riff('AVI ', 33, Buffer.alloc(30)), riff('AVIX', 34)]), 'avi'],
		[webm, 'webm'],
	];

	for (const [content, extension] of whole) {
		assert.equal(await checkMedia(open(content), extension, {isEndOpen: true}), true, extension);
	}
});

test('a file cut at any byte is refused where only the connection’s end told that this was all, and else not vouched for', async () => {
	for (const [content, extension] of [
		[png(), 'png'],
		[jpeg(), 'jpg'],
		[gif, 'gif'],
		[mp4(), 'mp4'],
		[riff('WEBP', 34), 'webp'],
		[Buffer.concat([riff('AVI ', 34), riff('AVIX', 34)]), 'avi'],
		[webm, 'webm'],
	] as const) {
		for (let end = 1; end < content.length; end++) {
			const cut = content.subarray(0, end);
			// A film that is cut at the seam of two of its parts is a whole film of less, which only HTTP can tell.
			if (extension === 'avi' && end === content.length / 2) {
				continue;
			}

			const name = extension.toUpperCase();
			await assert.rejects(
				checkMedia(open(cut), extension, {isEndOpen: true}),
				{failure: 'transient', message: `The ${name} file that came is cut short`},
				`${extension} cut at ${end}`,
			);
			assert.equal(await isVerified(cut, extension), false);
		}
	}
});

test('a file whose format shows no end is taken for whole only where its host told that this was all', async () => {
	const endless: ReadonlyArray<readonly [Buffer, string]> = [
		[Buffer.from('anything'), 'mp3'],
		[Buffer.concat([ftyp, box('moov'), openBox('mdat', Buffer.alloc(50))]), 'mov'],
		[Buffer.concat([ftyp, box('moov'), box('moof'), box('mdat')]), 'mp4'],
		[riff('WAVE', 0xffff_ffff), 'wav'],
		[Buffer.from('1a45dfa3874282847765626d18538067ff0102', 'hex'), 'webm'],
	];

	for (const [content, extension] of endless) {
		assert.equal(await isVerified(content, extension), true);
		assert.equal(await checkMedia(open(content), extension, {isEndOpen: true}), false);
	}
});

test('a check sum shows that a file is whole, or that it is another one', async () => {
	const content = Buffer.from('123456789');
	const told = (digest: string) => ({isEndOpen: true, checksums: [{algorithm: 'crc64ecma', digest} as const]});

	assert.equal(await checkMedia(open(content), 'mp3', told('995dc9bbdf1939fa')), true);
	await assert.rejects(checkMedia(open(content), 'mp3', told('995dc9bbdf1939fb')), {
		name: 'DownloadError',
		failure: 'content',
		message: 'What came is not the file that the server has: its check sum is another one',
	});
});

test('zeros and line breaks after the end of a picture do no harm', async () => {
	assert.equal(await isVerified(Buffer.concat([png(), Buffer.alloc(9)]), 'png'), true);
	assert.equal(await isVerified(Buffer.concat([jpeg(), Buffer.from('\r\n')]), 'jpg'), true);
});

test('boxes of impossible sizes are refused', async () => {
	const size7 = Buffer.concat([ftyp, box('moov'), Buffer.from([0, 0, 0, 7, 0x66, 0x72, 0x65, 0x65])]);
	const longSize0 = Buffer.concat([ftyp, box('moov'), Buffer.from([0, 0, 0, 1]), Buffer.from('mdat'), Buffer.alloc(8)]);

	assert.equal(await isVerified(size7, 'mp4'), false);
	assert.equal(await isVerified(longSize0, 'mp4'), false);
});

test('a file of tiny boxes without end does not hold us up', async () => {
	const tiny = box('free', new Uint8Array(0));

	assert.equal(
		await isVerified(Buffer.concat([box('moov'), ...Array.from({length: 100_000}, () => tiny)]), 'mp4'),
		false,
	);
});

test('an empty file is refused', async () => {
	await assert.rejects(checkMedia(open(Buffer.alloc(0)), 'jpg', {}), {
		failure: 'content',
		message: 'The server sent an empty file',
	});
});
