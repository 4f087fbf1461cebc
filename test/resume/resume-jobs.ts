import {type CutOptions, startMemoryRig} from '../platform/resume-lane.js';
import {type Contents, longCut, longFilms, type Pair, pairs, shortCuts, shortFilms} from '../platform/resume-pairs.js';
import {startResumeRig} from '../platform/resume-rig.js';

/** One pair of a validator and an answer, and one way to go through it. */
export type Job = {
	readonly kind: string;
	readonly pairIndex: number;
	/** `1` is all there is, `40` a fortieth of it. */
	readonly share: number;
};

type Kind = Pick<CutOptions, 'startRig' | 'laneCount'> & {
	readonly contents: () => Contents;
	readonly cutsOf: (pair: Pair, share: number) => readonly number[];
};

const longCutCount = 200;

let madeFilms: Contents | undefined;

const sharedLongFilms = (): Contents => {
	madeFilms ??= longFilms();
	return madeFilms;
};

const longCuts = (first: number, count: number, step = 1): readonly number[] =>
	Array.from({length: Math.ceil(count)}, (_, index) => longCut(first + index * step));

const kinds: Readonly<Record<string, Kind>> = {
	'each byte of 128 KiB': {
		startRig: startMemoryRig,
		contents: () => shortFilms,
		cutsOf: shortCuts,
		laneCount: 8,
	},
	'200 places of 100 MiB': {
		startRig: startMemoryRig,
		contents: sharedLongFilms,
		cutsOf: (_pair, share) => longCuts(0, longCutCount / share),
	},
	'200 places of 100 MiB in turn, over sockets': {
		startRig: startResumeRig,
		contents: sharedLongFilms,
		cutsOf: (pair, share) => longCuts(pairs.indexOf(pair), longCutCount / pairs.length / share, pairs.length),
	},
};

export const jobsOf = (share: number): readonly Job[] =>
	Object.keys(kinds).flatMap(kind => pairs.map((_, pairIndex) => ({kind, pairIndex, share})));

export const optionsOf = ({kind, pairIndex, share}: Job): CutOptions => {
	const pair = pairs[pairIndex];
	const how = kinds[kind];
	if (!pair || !how) {
		throw new Error(`There is no pair ${pairIndex} or no kind “${kind}”`);
	}

	const {contents, cutsOf, ...others} = how;
	return {...others, pair, contents: contents(), cuts: cutsOf(pair, share)};
};
