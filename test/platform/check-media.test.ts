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

const isAccepted = async (content: Buffer, extension: string): Promise<boolean> =>
	checkMedia(open(content), extension).then(
		() => true,
		() => false,
	);

test('whole files are accepted', async () => {
	const whole: ReadonlyArray<readonly [Buffer, string]> = [
		[png(), 'png'],
		[jpeg(), 'jpg'],
		[mp4(), 'mp4'],
		[Buffer.concat([ftyp, longBox('mdat', Buffer.alloc(50)), box('moov')]), 'mp4'],
		[Buffer.concat([ftyp, box('moov'), openBox('mdat', Buffer.alloc(50))]), 'mov'],
	];

	for (const [content, extension] of whole) {
		assert.equal(await isAccepted(content, extension), true);
	}
});

test('a file cut at any byte is refused', async () => {
	for (const [content, extension] of [
		[png(), 'png'],
		[jpeg(), 'jpg'],
		[mp4(), 'mp4'],
	] as const) {
		for (let end = 0; end < content.length; end++) {
			// A film without its media is cut at the seam of two boxes, which only HTTP can tell.
			const isSeam = extension === 'mp4' && end === content.length - box('mdat', Buffer.alloc(20)).length;
			assert.equal(await isAccepted(content.subarray(0, end), extension), isSeam, `${extension} cut at ${end}`);
		}
	}
});

test('zeros and line breaks after the end of a picture do no harm', async () => {
	assert.equal(await isAccepted(Buffer.concat([png(), Buffer.alloc(9)]), 'png'), true);
	assert.equal(await isAccepted(Buffer.concat([jpeg(), Buffer.from('\r\n')]), 'jpg'), true);
});

test('boxes of impossible sizes are refused', async () => {
	const size7 = Buffer.concat([ftyp, box('moov'), Buffer.from([0, 0, 0, 7, 0x66, 0x72, 0x65, 0x65])]);
	const longSize0 = Buffer.concat([ftyp, box('moov'), Buffer.from([0, 0, 0, 1]), Buffer.from('mdat'), Buffer.alloc(8)]);

	assert.equal(await isAccepted(size7, 'mp4'), false);
	assert.equal(await isAccepted(longSize0, 'mp4'), false);
});

test('a file of tiny boxes without end does not hold us up', async () => {
	const tiny = box('free', new Uint8Array(0));

	assert.equal(
		await isAccepted(Buffer.concat([box('moov'), ...Array.from({length: 100_000}, () => tiny)]), 'mp4'),
		false,
	);
});

test('a format whose end does not show is accepted as it came', async () => {
	assert.equal(await isAccepted(Buffer.from('anything'), 'webm'), true);
});

test('a refusal names the format', async () => {
	await assert.rejects(checkMedia(open(Buffer.from('x')), 'jpg'), {
		failure: 'content',
		message: 'The JPG file that came is cut short or damaged',
	});
});
