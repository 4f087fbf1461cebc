import type {AppState} from '../store/app-store.js';
import {type Counts, selectCounts} from '../store/selectors.js';
import type {Span, Tone} from './cell.js';
import type {Glyphs} from './glyphs.js';

const words: readonly {
	readonly count: (counts: Counts) => number;
	readonly word: string;
	readonly short: string;
	readonly tone: Tone;
}[] = [
	{count: ({running}) => running, word: 'running', short: 'run', tone: 'busy'},
	{count: ({queued}) => queued, word: 'queued', short: 'que', tone: 'plain'},
	{count: ({succeeded}) => succeeded, word: 'done', short: 'done', tone: 'good'},
	{count: ({failed, cancelled, expired}) => failed + cancelled + expired, word: 'failed', short: 'fail', tone: 'bad'},
	{count: ({unknown, missing}) => unknown + missing, word: 'unknown', short: '?', tone: 'trouble'},
];

/**
How many tasks are in which state, leaving out what there is none of.
*/
export const countSpans = (state: AppState, glyphs: Glyphs, isShort: boolean): readonly Span[] => {
	const counts = selectCounts(state);
	const shown = words.flatMap(({count, word, short, tone}) => {
		const number = count(counts);
		return number > 0 ? [{text: `${number} ${isShort ? short : word}`, tone}] : [];
	});
	return shown.flatMap((span, index) => (index === 0 ? [span] : [{text: isShort ? ' ' : ` ${glyphs.dot} `}, span]));
};
