import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import type {IncomingMessage, OutgoingHttpHeaders} from 'node:http';
import {test} from 'node:test';
import {type Answer, film, rest, startResumeRig} from './resume-rig.js';

/**
How many bytes there are between two cuts of the short file, for each pair of a validator and an answer. As each pair begins a byte later, `40` cuts it at every byte once, in minutes; `all` is every byte for every pair, in hours. With either the long file is cut at 200 places.
*/
const wanted = process.env['TASKWATCH_RESUME_CUTS'];
const stride = wanted === 'all' ? 1 : Number(wanted ?? 6553);
const longCutCount = wanted === undefined ? 4 : 200;

const kibibyte = 1024;
const minResumeBytes = 64 * kibibyte;
const overlapBytes = 16 * kibibyte;
const laneCount = 4;

type Version = {readonly content: Buffer; readonly number: 1 | 2};

const validators: Readonly<Record<string, (version: Version) => OutgoingHttpHeaders>> = {
	'a strong tag': ({number}) => ({etag: `"v${number}"`}),
	'a weak tag': ({number}) => ({etag: `W/"v${number}"`}),
	'a date': ({number}) => ({'last-modified': `Wed, 0${number} Jan 2020 00:00:00 GMT`}),
	nothing: () => ({}),
};

type Question = {
	readonly offset: number;
	readonly isConditional: boolean;
	readonly first: Version;
	readonly second: Version;
	readonly headersOf: (version: Version) => OutgoingHttpHeaders;
};

type Behaviour = {
	/** The answer to the first question for a rest. */
	readonly answer: (question: Question) => Answer;
	/** Whether there is another file at the place when the download goes on. */
	readonly isReplaced?: boolean;
	/** Whether the host tells the check sum of what it sends as a whole. */
	readonly isSummed?: boolean;
};

const lie = (headersAt: (offset: number, totalBytes: number) => OutgoingHttpHeaders): Behaviour => ({
	answer: ({offset, first, second, headersOf}) => {
		const headers = {...headersOf(first), ...headersAt(offset, first.content.length)};
		return rest(second.content, offset, headers);
	},
});

const refusal = (headers: OutgoingHttpHeaders): Behaviour => ({
	answer: () => ({status: 416, headers, body: Buffer.from('<Error/>')}),
});

const behaviours: Readonly<Record<string, Behaviour>> = {
	'the rest': {answer: ({offset, first, headersOf}) => rest(first.content, offset, headersOf(first))},
	'another part': lie((offset, total) => ({'content-range': `bytes ${offset - 1}-${total - 1}/${total}`})),
	'a part of a longer file': lie((offset, total) => ({'content-range': `bytes ${offset}-${total - 1}/${total + 1}`})),
	'parts in parts': lie(() => ({'content-range': '', 'content-type': 'multipart/byteranges; boundary=b'})),
	'the whole file': {answer: ({first, headersOf}) => ({body: first.content, headers: headersOf(first)})},
	'no rest': refusal({}),
	'no rest of a shorter file': refusal({'content-range': 'bytes */70000'}),
	'what stands there now, which is another file of the same length': {
		isReplaced: true,
		answer: ({offset, isConditional, second, headersOf}) =>
			isConditional
				? {body: second.content, headers: headersOf(second)}
				: rest(second.content, offset, headersOf(second)),
	},
	'the rest of another file of the same length, whatever the condition': {
		isReplaced: true,
		answer: ({offset, second, headersOf}) => rest(second.content, offset, headersOf(second)),
	},
	'the rest of another file under the name of the first, with a check sum': {
		isReplaced: true,
		isSummed: true,
		answer: ({offset, first, second, headersOf}) => rest(second.content, offset, headersOf(first)),
	},
};

const sumOf = (content: Buffer): string => createHash('md5').update(content).digest('base64');

const pairs = Object.entries(validators).flatMap(([validator, tell]) =>
	Object.entries(behaviours).map(([name, behaviour]) => ({
		title: `${validator} and answers with ${name}`,
		tell,
		behaviour,
	})),
);

type Pair = (typeof pairs)[number];

/** A host that breaks off once, and then answers as it does. */
const hostOf = ({tell, behaviour}: Pair, contents: readonly [Buffer, Buffer], cutAt: () => number) => {
	const [first, second]: readonly [Version, Version] = [
		{content: contents[0], number: 1},
		{content: contents[1], number: 2},
	];
	const last = behaviour.isReplaced ? second : first;
	const sums = new Map(behaviour.isSummed ? contents.map(content => [content, sumOf(content)]) : []);
	const whole = (version: Version): Answer => {
		const sum = sums.get(version.content);
		return {body: version.content, headers: {...tell(version), ...(sum !== undefined && {'content-md5': sum})}};
	};

	return {
		last: last.content,
		answer(count: number, offset: number | undefined, {headers}: IncomingMessage): Answer {
			if (count === 0) {
				return {...whole(first), cutAt: cutAt()};
			}

			return offset !== undefined && count === 1
				? behaviour.answer({offset, isConditional: headers['if-range'] !== undefined, first, second, headersOf: tell})
				: whole(last);
		},
	};
};

const short = [film(2 * minResumeBytes), film(2 * minResumeBytes, 1)] as const;

/** Where something changes: the ends, and from where on it is gone on. */
const edges = [1, minResumeBytes - 1, minResumeBytes, minResumeBytes + 1, short[0].length - 1];

for (const [index, pair] of pairs.entries()) {
	test(`wherever a download breaks off from a host that tells ${pair.title}, the file is what the host has`, async context => {
		const count = Math.floor((short[0].length - 2 - index) / stride);
		const cuts = [...edges, ...Array.from({length: count}, (_, place) => 1 + index + place * stride)].values();

		const lane = async () => {
			let cutAt = 0;
			const {last, answer} = hostOf(pair, short, () => cutAt);
			const {download} = await startResumeRig(context, answer);
			// The lanes share the places.
			for (cutAt of cuts) {
				const {content, names, failure, sentBytes, conditions} = await download();

				assert.deepEqual({failure, names}, {failure: undefined, names: ['clip.mp4']}, `cut at ${cutAt}`);
				assert.ok(content?.equals(last), `cut at ${cutAt}`);
				if (pair.behaviour === behaviours['the rest'] && cutAt >= minResumeBytes) {
					assert.equal(sentBytes, last.length + (conditions[1] === undefined ? overlapBytes : 0));
				}
			}
		};

		await Promise.all(Array.from({length: laneCount}, lane));
	});
}

test('a film of 100 MiB that breaks off anywhere is in the end what the host has', {
	timeout: 3_600_000,
}, async context => {
	const long = [film(100 * kibibyte * kibibyte), film(100 * kibibyte * kibibyte, 1)] as const;

	for (let index = 0; index < longCutCount; index++) {
		// Scattered, yet the same in each run. 7 and the number of pairs have no factor in common, so that each has its turn.
		const cutAt = minResumeBytes + ((index * 40_503_001 + 9_000_000) % (long[0].length - minResumeBytes));
		const pair = pairs[(index * 7) % pairs.length] as Pair;
		const {last, answer} = hostOf(pair, long, () => cutAt);
		const {download} = await startResumeRig(context, answer);

		const {content, names, failure} = await download();

		assert.deepEqual({failure, names}, {failure: undefined, names: ['clip.mp4']}, `${pair.title}, cut at ${cutAt}`);
		assert.ok(content?.equals(last), `${pair.title}, cut at ${cutAt}`);
	}
});
