import {createHash} from 'node:crypto';
import type {OutgoingHttpHeaders} from 'node:http';
import {type Answer, type AnswerRequest, film, rest} from './resume-exchange.js';

const minResumeBytes = 64 * 1024;
const overlapBytes = 16 * 1024;
const dearBytes = 8 * 1024 ** 2;

type Version = {readonly content: Buffer; readonly number: 1 | 2};

type Validator = {
	readonly headersOf: (version: Pick<Version, 'number'>) => OutgoingHttpHeaders;
	/** With what the rest of the first file alone is asked for, where that tells it from all others. Elsewhere bytes are compared. */
	readonly condition?: string;
};

const validators: Readonly<Record<string, Validator>> = {
	'a strong tag': {headersOf: ({number}) => ({etag: `"v${number}"`}), condition: '"v1"'},
	'a weak tag': {headersOf: ({number}) => ({etag: `W/"v${number}"`})},
	'a date': {
		headersOf: ({number}) => ({'last-modified': `Wed, 0${number} Jan 2020 00:00:00 GMT`}),
		condition: 'Wed, 01 Jan 2020 00:00:00 GMT',
	},
	nothing: {headersOf: () => ({})},
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
	/** Whether the part is gone on with. */
	readonly isRest?: boolean;
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
	'the rest': {answer: ({offset, first, headersOf}) => rest(first.content, offset, headersOf(first)), isRest: true},
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

/** A kind of validator with a kind of answer. */
export type Pair = Validator & {readonly title: string; readonly behaviour: Behaviour};

export const pairs: readonly Pair[] = Object.entries(validators).flatMap(([name, validator]) =>
	Object.entries(behaviours).map(([answer, behaviour]) => ({
		title: `${name} and answers with ${answer}`,
		...validator,
		behaviour,
	})),
);

/** A file, and another one of the same length that takes its place. */
export type Contents = readonly [first: Buffer, second: Buffer];

/** Two films, twice as long as the least that is gone on with. */
export const shortFilms: Contents = [film(2 * minResumeBytes), film(2 * minResumeBytes, 1)];

/** Two films of 100 MiB. */
export const longFilms = (): Contents => [film(100 * 1024 ** 2), film(100 * 1024 ** 2, 1)];

/** Scattered over a long film, yet the same in each run. */
export const longCut = (index: number): number =>
	minResumeBytes + ((index * 40_503_001 + 9_000_000) % (100 * 1024 ** 2 - minResumeBytes));

/** Where something changes in a short film: the ends, and from where on it is gone on. */
const edges = [0, 1, minResumeBytes - 1, minResumeBytes, minResumeBytes + 1, 2 * minResumeBytes - 1];

/**
Where a short film is cut: at the edges, and at each of so many bytes, for each pair at others.
*/
export const shortCuts = (pair: Pair, strideBytes: number): readonly number[] => {
	const first = pairs.indexOf(pair) % strideBytes;
	const count = Math.ceil((2 * minResumeBytes - first) / strideBytes);
	return [...new Set([...edges, ...Array.from({length: count}, (_, place) => first + place * strideBytes)])];
};

const sumOf = (content: Buffer): string => createHash('md5').update(content).digest('base64');

/**
A host that breaks off once, and then answers as its pair has it.

@param cutAt - Where it breaks off, asked at the start of each download.
*/
export const hostOf = (
	{headersOf, behaviour}: Pair,
	contents: Contents,
	cutAt: () => number,
): {readonly answer: AnswerRequest; readonly last: Buffer} => {
	const first: Version = {content: contents[0], number: 1};
	const second: Version = {content: contents[1], number: 2};
	const last = behaviour.isReplaced ? second : first;
	const sums = new Map(behaviour.isSummed ? contents.map(content => [content, sumOf(content)]) : []);
	const whole = (version: Version): Answer => {
		const sum = sums.get(version.content);
		return {body: version.content, headers: {...headersOf(version), ...(sum !== undefined && {'content-md5': sum})}};
	};

	return {
		/** What the host has in the end. */
		last: last.content,
		answer(count, offset, {headers}) {
			if (count === 0) {
				return {...whole(first), cutAt: cutAt()};
			}

			return offset !== undefined && count === 1
				? behaviour.answer({offset, isConditional: headers['if-range'] !== undefined, first, second, headersOf})
				: whole(last);
		},
	};
};

/**
What a downloader asks for: the whole film, its rest from the very byte at which it broke off or from 16 KiB before it, and more unless an answer gave what was missing.

@param answerStatus - Of the second answer.
*/
export const expectedRequests = (
	{condition, behaviour}: Pair,
	cutAt: number,
	answerStatus: number | undefined,
): Record<'ranges' | 'conditions', ReadonlyArray<string | undefined>> => {
	if (cutAt < minResumeBytes) {
		return {ranges: [undefined, undefined], conditions: [undefined, undefined]};
	}

	const compared = `bytes=${cutAt - overlapBytes}-`;
	const more = (): ReadonlyArray<string | undefined> => {
		if (answerStatus === 200) {
			// A host that sends much again although it is the same is asked for its rest without a condition.
			return condition !== undefined && !behaviour.isReplaced && cutAt >= dearBytes ? [compared] : [];
		}

		return behaviour.isRest ? [] : [undefined];
	};

	const ranges = [undefined, condition === undefined ? compared : `bytes=${cutAt}-`, ...more()];
	return {ranges, conditions: ranges.map((_, index) => (index === 1 ? condition : undefined))};
};
