import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {type TestContext, test} from 'node:test';
import {mp4} from './media-samples.js';
import {type Answer, film, rest} from './resume-exchange.js';
import {startResumeRig} from './resume-rig.js';

const kibibyte = 1024;
const hashOf = (content: Buffer): string => createHash('sha256').update(content).digest('hex');
const tag = {etag: '"v1"'};
const longAgo = 'Wed, 01 Jan 2020 00:00:00 GMT';

type Result = Awaited<ReturnType<Awaited<ReturnType<typeof startResumeRig>>['download']>>;

const assertSaved = ({content, names, sha256, failure}: Result, file: Buffer): void => {
	assert.equal(failure, undefined);
	assert.deepEqual(names, ['clip.mp4']);
	assert.ok(content?.equals(file), 'The file is another one.');
	assert.equal(sha256, hashOf(file));
};

/** A host that works, but cuts the answers at these places of the file, one after the other. */
const cutting = (file: Buffer, cuts: readonly number[]) => (count: number, offset: number | undefined) => ({
	...(offset === undefined ? {body: file, headers: tag} : rest(file, offset, tag)),
	cutAt: cuts[count],
});

test('wherever a download breaks off behind 64 KiB, it goes on at that byte', async context => {
	const file = film(68 * kibibyte);
	let cutAt = 0;
	const {download} = await startResumeRig(context, (count, offset) => cutting(file, [cutAt])(count, offset));

	for (cutAt = 64 * kibibyte; cutAt < file.length; cutAt += 11) {
		const result = await download();

		assertSaved(result, file);
		assert.deepEqual(result.ranges, [undefined, `bytes=${cutAt}-`]);
		assert.equal(result.sentBytes, file.length);
	}
});

test('before 64 KiB it starts over', async context => {
	const file = film(68 * kibibyte);
	let cutAt = 0;
	const {download} = await startResumeRig(context, (count, offset) => cutting(file, [cutAt])(count, offset));

	for (cutAt of [1, 4099, 4100, 4101, 64 * kibibyte - 1]) {
		const result = await download();

		assertSaved(result, file);
		assert.deepEqual(result.ranges, [undefined, undefined]);
		assert.equal(result.sentBytes, cutAt + file.length);
	}
});

test('a long file that breaks off at fifty places, all over it, is fetched once', async context => {
	const file = film(8 * kibibyte * kibibyte);
	let cuts: readonly number[] = [];
	const {download} = await startResumeRig(context, (count, offset) => cutting(file, cuts)(count, offset));

	for (let round = 0; round < 50; round++) {
		// A full period of a linear congruence: scattered, yet the same in each run.
		const first = 64 * kibibyte + ((round * 1_103_515 + 12_345) % (file.length - 64 * kibibyte - 1));
		cuts = [first];
		const result = await download();

		assertSaved(result, file);
		assert.deepEqual(result.ranges, [undefined, `bytes=${first}-`]);
		assert.equal(result.sentBytes, file.length);
	}
});

test('a file that breaks off three times on its way is fetched once', async context => {
	const file = film(8 * kibibyte * kibibyte);
	const cuts = [1_500_001, 4_000_003, 8_000_009];
	const {download} = await startResumeRig(context, cutting(file, cuts));

	const result = await download();

	assertSaved(result, file);
	assert.deepEqual(result.ranges, [undefined, ...cuts.map(cut => `bytes=${cut}-`)]);
	assert.deepEqual(result.conditions, [undefined, '"v1"', '"v1"', '"v1"']);
	assert.equal(result.sentBytes, file.length);
});

test('a slow host that drops the connection three times has nothing to send again', async context => {
	const file = film(8 * kibibyte * kibibyte);
	const cuts = [2_000_001, 4_000_003, 6_000_009];
	const {download} = await startResumeRig(context, (count, offset) => ({
		...cutting(file, cuts)(count, offset),
		isThrottled: true,
	}));

	const result = await download();

	assertSaved(result, file);
	const starts = result.ranges.map(range => Number(/\d+/.exec(range ?? '0')));
	assert.equal(starts.length, 4);
	const againBytes = cuts.reduce((sum, cut, index) => sum + cut - (starts[index + 1] ?? 0), 0);
	assert.equal(result.sentBytes, file.length + againBytes);
	assert.equal(againBytes, 0);
});

const file = film(128 * kibibyte);
const other = film(file.length, 1);
const cutAt = 100_000;
/** Where a rest begins that is asked for with some bytes more, to be compared. */
const comparedAt = cutAt - 16 * kibibyte;

const validators = {
	'a strong tag': {headers: tag, condition: '"v1"', asksAt: cutAt},
	'an old date': {headers: {'last-modified': longAgo}, condition: longAgo, asksAt: cutAt},
	'a weak tag and an old date': {
		headers: {etag: 'W/"v1"', 'last-modified': longAgo},
		condition: longAgo,
		asksAt: cutAt,
	},
	'a weak tag': {headers: {etag: 'W/"v1"'}, condition: undefined, asksAt: comparedAt},
	'a date less than a minute old': {
		headers: {date: 'Wed, 01 Jan 2020 00:00:59 GMT', 'last-modified': longAgo},
		condition: undefined,
		asksAt: comparedAt,
	},
	nothing: {headers: {}, condition: undefined, asksAt: comparedAt},
	'a tag, but no ranges': {headers: {...tag, 'accept-ranges': 'none'}, condition: undefined, asksAt: undefined},
};

type Kind = {
	readonly answer: (offset: number, headers: Answer['headers']) => Answer;
	readonly file: Buffer;
	/** Whether the whole file is asked for after this answer. */
	readonly isAskedAgain: boolean;
};

const wrong = (headersAt: (offset: number) => Answer['headers']): Kind => ({
	answer: (offset, told) => ({...rest(other, offset, {...told, ...headersAt(offset)})}),
	file,
	isAskedAgain: true,
});

const answers: Readonly<Record<string, Kind>> = {
	'the rest': {answer: (offset, headers) => rest(file, offset, headers), file, isAskedAgain: false},
	'the rest, without its length or name': {
		answer: offset => rest(file, offset, {'content-range': `bytes ${offset}-${file.length - 1}/*`}),
		file,
		isAskedAgain: false,
	},
	'another part': wrong(offset => ({'content-range': `bytes ${offset - 1}-${file.length - 1}/${file.length}`})),
	'a part of a longer file': wrong(offset => ({
		'content-range': `bytes ${offset}-${file.length - 1}/${file.length + 1}`,
	})),
	'a part that ends before the rest': wrong(offset => ({
		'content-range': `bytes ${offset}-${offset - 1}/${file.length}`,
	})),
	'a part that ends behind the end': wrong(offset => ({
		'content-range': `bytes ${offset}-${file.length}/${file.length}`,
	})),
	'a part with another tag and date': wrong(() => ({
		etag: '"v2"',
		'last-modified': 'Thu, 02 Jan 2020 00:00:00 GMT',
	})),
	'a part of no known place': wrong(() => ({'content-range': 'bytes'})),
	'parts in parts': wrong(() => ({'content-range': '', 'content-type': 'multipart/byteranges; boundary=b'})),
	'the whole file': {answer: (_offset, headers) => ({body: file, headers: headers ?? {}}), file, isAskedAgain: false},
	'another whole file': {
		answer: () => ({body: film(90_000), headers: {etag: '"v2"'}}),
		file: film(90_000),
		isAskedAgain: false,
	},
	'that there is no rest of a shorter file': {
		answer: () => ({status: 416, headers: {'content-range': 'bytes */90000'}, body: Buffer.from('<Error/>')}),
		file,
		isAskedAgain: true,
	},
	'that there is no rest': {answer: () => ({status: 416, body: Buffer.from('<Error/>')}), file, isAskedAgain: true},
};

for (const [validator, {headers, condition, asksAt}] of Object.entries(validators)) {
	for (const [name, kind] of Object.entries(answers)) {
		test(`a host that tells ${validator} and answers with ${name} gives the right file`, async context => {
			const {download} = await startResumeRig(context, (count, offset) => {
				if (offset !== undefined) {
					return kind.answer(offset, headers);
				}

				return {body: file, headers, ...(count === 0 && {cutAt})};
			});

			const result = await download();

			const isResumed = asksAt !== undefined;
			assertSaved(result, isResumed ? kind.file : file);
			const expected = isResumed ? [undefined, `bytes=${asksAt}-`] : [undefined, undefined];
			assert.deepEqual(result.ranges, isResumed && kind.isAskedAgain ? [...expected, undefined] : expected);
			assert.equal(result.conditions[1], condition);
		});
	}
}

test('where nothing tells that a file is the same, other bytes at the seam are noticed, and it starts over', async context => {
	const {download} = await startResumeRig(context, (count, offset) =>
		offset === undefined ? {body: count === 0 ? file : other, ...(count === 0 && {cutAt})} : rest(other, offset),
	);

	const result = await download();

	assertSaved(result, other);
	assert.deepEqual(result.ranges, [undefined, `bytes=${comparedAt}-`, undefined]);
});

test('a file that is another one each time is given up, and nothing is left', async context => {
	const {download} = await startResumeRig(context, (count, offset) =>
		offset === undefined ? {body: film(file.length, count), cutAt} : rest(film(file.length, count), offset),
	);

	const {failure, names} = await download();

	assert.equal(failure, 'The file at HOST has changed while it was downloaded');
	assert.deepEqual(names, []);
});

test('bytes that are all alike prove nothing, so that the file is fetched again', async context => {
	const blank = mp4(file.length);
	const {download} = await startResumeRig(context, (count, offset) =>
		offset === undefined ? {body: blank, ...(count === 0 && {cutAt})} : rest(blank, offset),
	);

	const result = await download();

	assertSaved(result, blank);
	assert.deepEqual(result.ranges, [undefined, undefined]);
});

const long = film(9 * kibibyte * kibibyte);
const longCutAt = long.length - 1000;

test('a host that sends a long file again although it is the same is asked for its rest without a condition', async context => {
	const {download} = await startResumeRig(context, (count, offset, request) => {
		const isRestSent = offset !== undefined && request.headers['if-range'] === undefined;
		return isRestSent ? rest(long, offset, tag) : {body: long, headers: tag, ...(count === 0 && {cutAt: longCutAt})};
	});

	const result = await download();

	assertSaved(result, long);
	assert.deepEqual(result.ranges, [undefined, `bytes=${longCutAt}-`, `bytes=${longCutAt - 16 * kibibyte}-`]);
	assert.deepEqual(result.conditions, [undefined, '"v1"', undefined]);
});

test('a host that sends a long file again whatever it is asked for is let do so', async context => {
	const {download} = await startResumeRig(context, count => ({
		body: long,
		headers: tag,
		...(count === 0 && {cutAt: longCutAt}),
	}));

	const result = await download();

	assertSaved(result, long);
	assert.equal(result.ranges.length, 3);
});

/** Tells the sum of a file, whatever it sends. */
const summing = (content: Buffer) => ({...tag, 'content-md5': createHash('md5').update(content).digest('base64')});

test('a rest of another file that is called the same is noticed by the check sum, and the file is fetched once more', async context => {
	const {download} = await startResumeRig(context, (count, offset) =>
		offset === undefined ? {body: file, headers: summing(file), ...(count === 0 && {cutAt})} : rest(other, offset, tag),
	);

	const result = await download();

	assertSaved(result, file);
	assert.deepEqual(result.ranges, [undefined, `bytes=${cutAt}-`, undefined]);
});

test('a file that never has the check sum its host tells is not saved', async context => {
	const {download} = await startResumeRig(context, () => ({body: file, headers: summing(other)}));

	const {failure, names, ranges} = await download();

	assert.equal(failure, 'What came is not the file that the server has: its check sum is another one');
	assert.deepEqual(names, []);
	assert.deepEqual(ranges, [undefined, undefined]);
});

test('a host that sends a wrong part twice is not trusted any more, and nothing is left', async context => {
	const {download} = await startResumeRig(context, (_count, offset) =>
		offset === undefined ? {body: file, headers: tag, cutAt} : rest(file, cutAt, {etag: '"v2"'}),
	);

	const {failure, names, ranges} = await download();

	assert.equal(failure, 'HOST sent another part than was asked for; the server’s ranges cannot be trusted');
	assert.deepEqual(names, []);
	assert.deepEqual(ranges, [undefined, `bytes=${cutAt}-`, undefined, `bytes=${cutAt}-`]);
});

/** A host that does not tell the length, and breaks off before it says that this was all. */
const endless = async (context: TestContext, answer: Answer) =>
	startResumeRig(context, (count, offset) =>
		offset === undefined
			? {
					body: file,
					headers: {...tag, 'transfer-encoding': 'chunked'},
					...(count === 0 && {cutAt: file.length}),
				}
			: answer,
	);

test('a file that was there to its end is complete once the host says that there is no rest', async context => {
	const {download} = await endless(context, {
		status: 416,
		headers: {...tag, 'content-range': `bytes */${file.length}`},
		body: Buffer.alloc(0),
	});

	const result = await download();

	assertSaved(result, file);
	assert.deepEqual(result.ranges, [undefined, `bytes=${file.length}-`]);
	assert.equal(result.sentBytes, file.length);
});

test('the end of another file is no end of this one', async context => {
	const {download} = await endless(context, {
		status: 416,
		headers: {etag: '"v2"', 'content-range': `bytes */${file.length}`},
		body: Buffer.alloc(0),
	});

	const result = await download();

	assertSaved(result, file);
	assert.deepEqual(result.ranges, [undefined, `bytes=${file.length}-`, undefined]);
});

for (const headers of [tag, {}]) {
	test(`a file of no told length that ends too soon is gone on with, ${headers === tag ? 'with' : 'without'} a tag`, async context => {
		const {download} = await startResumeRig(context, (_count, offset) =>
			offset === undefined ? {body: file, headers, isEndOpen: true, cutAt} : rest(file, offset, headers),
		);

		const result = await download();

		assertSaved(result, file);
		assert.deepEqual(result.ranges, [undefined, `bytes=${headers === tag ? cutAt : comparedAt}-`]);
	});
}

test('a file of no told length is called unverified where its format has no end that shows', async context => {
	const {download} = await startResumeRig(context, () => ({body: Buffer.from('of some kind'), isEndOpen: true}));

	const {failure, names, content} = await download();

	assert.equal(failure, undefined);
	assert.deepEqual(names, ['clip (unverified).bin']);
	assert.equal(content?.toString(), 'of some kind');
});

test('a damaged file of which the host says that this is all is kept, and called unverified', async context => {
	const damaged = file.subarray(0, -1);
	const {download} = await startResumeRig(context, () => ({body: damaged}));

	const {names, content, ranges} = await download();

	assert.deepEqual(names, ['clip (unverified).mp4']);
	assert.ok(content?.equals(damaged));
	assert.deepEqual(ranges, [undefined]);
});

test('a part that comes in several answers is put together', async context => {
	const {download} = await startResumeRig(context, (count, offset = 0) => {
		if (count === 0) {
			return {body: file, headers: tag, cutAt};
		}

		const end = Math.min(offset + 10_000, file.length);
		const headers = {...tag, 'content-range': `bytes ${offset}-${end - 1}/${file.length}`};
		return {status: 206, headers, body: file.subarray(offset, end), startsAt: offset};
	});

	const result = await download();

	assertSaved(result, file);
	assert.equal(result.sentBytes, file.length);
});

test('bytes beyond the part that the host tells of are of no use', async context => {
	const {download} = await startResumeRig(context, (count, offset) =>
		offset === undefined
			? {body: file, headers: tag, ...(count === 0 && {cutAt})}
			: {...rest(file, offset, tag), body: Buffer.concat([file.subarray(offset), Buffer.alloc(5)])},
	);

	const result = await download();

	assertSaved(result, file);
	assert.deepEqual(result.ranges, [undefined, `bytes=${cutAt}-`, undefined]);
});

for (const [fresh, range] of [
	['/film.mp4?sign=2', `bytes=${cutAt}-`],
	['/other.mp4?sign=1', undefined],
] as const) {
	test(`a fresh link to ${fresh} ${range ? 'goes on with the file' : 'starts over'}`, async context => {
		const {download} = await startResumeRig(context, (count, offset) => {
			if (count === 1) {
				return {status: 403, body: Buffer.from('<Error><Code>AccessDenied</Code></Error>')};
			}

			return offset === undefined ? {body: file, headers: tag, ...(count === 0 && {cutAt})} : rest(file, offset, tag);
		});

		const result = await download({from: '/film.mp4?sign=1', fresh: [fresh]});

		assertSaved(result, file);
		assert.deepEqual(result.ranges, [undefined, `bytes=${cutAt}-`, range]);
	});
}
