import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createFactsOfHeld} from '../../source/platform/media-facts.js';
import {DownloadError} from '../../source/task/errors.js';
import {noAnswerFiles} from '../helpers/answer-files.js';
import {box, findBox, longJpeg, longMovie, readMedia} from './media-fixtures.js';

const still = {width: 60, height: 34};
const clip = {width: 64, height: 36, durationSeconds: 2};

const facts = {
	'image.png': still,
	'image.jpg': still,
	'image.webp': still,
	'image.gif': still,
	'index-first.mp4': clip,
	'index-last.mp4': clip,
	'quicktime.mov': clip,
	'video.webm': clip,
	'rotated.mp4': {width: 36, height: 64, durationSeconds: 2},
	'fragmented.mp4': {width: 64, height: 36},
};

const names = Object.keys(facts);

const factsOfHeld = createFactsOfHeld(noAnswerFiles.read);

const factsOfText = async (base64: string) => factsOfHeld({type: 'inline', base64});

const factsOfBytes = async (bytes: Uint8Array) => factsOfText(Buffer.from(bytes).toString('base64'));

/** Whether it was read, or refused in the one way that is allowed. */
const isOrderly = async (bytes: Uint8Array): Promise<boolean> =>
	factsOfBytes(bytes).then(
		() => true,
		(error: unknown) => error instanceof DownloadError && error.failure === 'content',
	);

test('the size is read from every format, and the duration where the format tells it', async () => {
	const found = await Promise.all(names.map(async name => [name, await factsOfBytes(await readMedia(name))]));

	assert.deepEqual(Object.fromEntries(found), facts);
});

test('line breaks in the text are passed over', async () => {
	const text = (await readMedia('index-last.mp4')).toString('base64').replaceAll(/.{76}/gv, '$&\r\n');

	assert.deepEqual(await factsOfText(text), clip);
});

test('an index behind megabytes of film is found', async () => {
	assert.deepEqual(await factsOfBytes(await longMovie(5_000_000)), clip);
});

test('a film is read with its tracks behind long notes, or of open length', async () => {
	const film = await readMedia('video.webm');
	const tracks = film.lastIndexOf('1654ae6b', undefined, 'hex');
	const notes = Buffer.concat([Buffer.from('ec100f4240', 'hex'), Buffer.alloc(1_000_000)]);
	const open = Buffer.from(film);
	open.fill(0xff, open.indexOf('18538067', 'hex') + 4, open.indexOf('18538067', 'hex') + 12);
	open[open.indexOf('18538067', 'hex') + 4] = 0x01;

	assert.deepEqual(await factsOfBytes(Buffer.concat([film.subarray(0, tracks), notes, film.subarray(tracks)])), clip);
	assert.deepEqual(await factsOfBytes(open), clip);
});

test('a film with junk instead of its tracks is refused', async () => {
	const film = await readMedia('video.webm');
	const junk = Buffer.from(film).fill(0xff, film.lastIndexOf('1654ae6b', undefined, 'hex'));

	await assert.rejects(factsOfBytes(junk), {failure: 'content', message: 'The media tells no size'});
});

test('a picture with long notes before it is read', async () => {
	assert.deepEqual(await factsOfBytes(await longJpeg(180_000)), still);
});

test('a picture that a camera took sideways is measured as it is shown', async () => {
	const jpeg = await readMedia('image.jpg');
	const orientation = Buffer.from(
		'ffe10022457869660000 4d4d002a00000008 0001 0112000300000001 00060000 00000000'.replaceAll(' ', ''),
		'hex',
	);

	const found = await factsOfBytes(Buffer.concat([jpeg.subarray(0, 20), orientation, jpeg.subarray(20)]));

	assert.deepEqual(found, {width: 34, height: 60});
});

test('a duration that is not known is left out', async () => {
	const movie = await readMedia('index-first.mp4');
	movie.writeUInt32BE(0xffff_ffff, findBox(movie, 'mvhd') + 24);
	const timeless = await readMedia('index-first.mp4');
	timeless.writeUInt32BE(0, findBox(timeless, 'mvhd') + 20);

	assert.deepEqual(await factsOfBytes(movie), {width: 64, height: 36});
	assert.deepEqual(await factsOfBytes(timeless), {width: 64, height: 36});
});

test('a duration in 64 bits is read', async () => {
	const movie = await readMedia('index-last.mp4');
	const start = findBox(movie, 'mvhd');
	const bytes = movie.readUInt32BE(start);
	const times = Buffer.alloc(32);
	times.writeUInt8(1);
	times.writeUInt32BE(600, 20);
	times.writeBigUInt64BE(1500n, 24);
	// What comes after the duration is the same.
	const content = Buffer.concat([times, movie.subarray(start + 28, start + bytes)]);
	const index = findBox(movie, 'moov');
	const moov = Buffer.concat([
		movie.subarray(index + 8, start),
		box('mvhd', content),
		movie.subarray(start + bytes, index + movie.readUInt32BE(index)),
	]);

	const found = await factsOfBytes(Buffer.concat([movie.subarray(0, index), box('moov', moov)]));

	assert.deepEqual(found, {width: 64, height: 36, durationSeconds: 2.5});
});

test('the counts of a hostile sample table are never believed', async () => {
	const movie = await readMedia('index-first.mp4');
	for (const table of ['stts', 'ctts', 'stsz', 'stsc', 'stco']) {
		for (const offset of [12, 16]) {
			movie.writeUInt32BE(0xffff_ffff, findBox(movie, table) + offset);
		}
	}

	assert.deepEqual(await factsOfBytes(movie), clip);
});

test('a fragment within the index is refused, as its count of samples would be believed', async () => {
	const movie = await readMedia('index-last.mp4');
	const index = findBox(movie, 'moov');
	const moov = box('moov', movie.subarray(index + 8), box('moof', box('traf')));

	await assert.rejects(factsOfBytes(Buffer.concat([movie.subarray(0, index), moov])), {failure: 'content'});
});

test('nothing is written to the console about an odd file', async context => {
	const warn = context.mock.method(console, 'warn', () => undefined);
	const movie = await readMedia('index-first.mp4');
	// The rate of the first edit.
	movie.writeUInt32BE(0x0002_0000, findBox(movie, 'elst') + 24);

	assert.deepEqual(await factsOfBytes(movie), clip);
	assert.equal(warn.mock.callCount(), 0);
});

test('what has no picture, or one of no size or of a monstrous one, tells nothing', async () => {
	const png = await readMedia('image.png');
	const files = {
		sound: await readMedia('sound.m4a'),
		'no width': Buffer.concat([png.subarray(0, 16), Buffer.alloc(4), png.subarray(20)]),
		'monstrous width': Buffer.concat([png.subarray(0, 16), Buffer.alloc(4, 0x7f), png.subarray(20)]),
		'web page': Buffer.from('<!doctype html><title>Sign in</title>'),
		nothing: Buffer.alloc(0),
	};

	const messages = await Promise.all(
		Object.entries(files).map(async ([name, bytes]) => [
			name,
			await factsOfBytes(bytes).catch((error: unknown) => String(error)),
		]),
	);

	assert.deepEqual(Object.fromEntries(messages), {
		sound: 'DownloadError: The media tells no size',
		'no width': 'DownloadError: The media tells no size',
		'monstrous width': 'DownloadError: The media tells no size',
		'web page': 'DownloadError: The media is of no kind whose size we can read',
		nothing: 'DownloadError: The media is of no kind whose size we can read',
	});
});

test('a file cut short anywhere is read or refused', async () => {
	for (const name of names) {
		const bytes = await readMedia(name);
		for (let length = 0; length < bytes.length; length += 1 + Math.floor(length / 40)) {
			assert.ok(await isOrderly(bytes.subarray(0, length)), `${name}, ${length} bytes`);
		}
	}
});

test('damaged files are read or refused', async () => {
	const files = await Promise.all(names.map(readMedia));
	const damage = fc.record({
		file: fc.constantFrom(...files),
		patches: fc.array(
			fc.record({at: fc.double({min: 0, max: 1, noNaN: true}), bytes: fc.uint8Array({minLength: 1, maxLength: 8})}),
			{minLength: 1, maxLength: 12},
		),
	});

	await fc.assert(
		fc.asyncProperty(damage, async ({file, patches}) => {
			const bytes = Buffer.from(file);
			for (const patch of patches) {
				bytes.set(patch.bytes.subarray(0, bytes.length), Math.floor(patch.at * (bytes.length - 8)));
			}

			return isOrderly(bytes);
		}),
		{numRuns: 1500},
	);
});

test('noise after the first bytes of any format is read or refused', async () => {
	const starts = await Promise.all(names.map(async name => (await readMedia(name)).subarray(0, 48)));
	const noise = fc.tuple(
		fc.constantFrom(Buffer.alloc(0), ...starts),
		fc.nat(48),
		fc.uint8Array({maxLength: 4000, size: 'max'}),
	);

	await fc.assert(
		fc.asyncProperty(noise, async ([start, length, rest]) =>
			isOrderly(Buffer.concat([start.subarray(0, length), rest])),
		),
		{numRuns: 500},
	);
});

test('boxes nested without end, and boxes without number, are refused in no time', async () => {
	const type = box('ftyp', Buffer.from('isom'));
	let nested: Buffer = box('trak');
	while (nested.length < 60_000) {
		nested = box('trak', nested);
	}

	await assert.rejects(factsOfBytes(Buffer.concat([type, box('moov', nested)])), {failure: 'content'});
	await assert.rejects(factsOfBytes(Buffer.concat([type, ...Array.from({length: 20_000}, () => box('free'))])), {
		failure: 'content',
		message: 'The movie has no index that could be read',
	});
});
