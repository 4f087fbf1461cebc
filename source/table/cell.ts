import type {AppState} from '../store/app-store.js';
import type {Watch} from '../task/watch.js';
import type {Glyphs} from './glyphs.js';

/**
What a text means to the eye. The screen turns tones into colours; no meaning rests on them alone.
*/
export type Tone = 'plain' | 'good' | 'bad' | 'busy' | 'trouble' | 'faint' | 'strong';

/**
A stretch of a line that is shown alike.
*/
export type Span = {
	readonly text: string;
	readonly tone?: Tone;
	/** An http or https address that the text leads to. */
	readonly link?: string | undefined;
};

/**
One line of the screen, from left to right.
*/
export type Line = readonly Span[];

/**
What a cell is made of, besides its watch.
*/
export type RowContext = Pick<AppState, 'now' | 'downloads' | 'timings'> & {readonly glyphs: Glyphs};

export type Column = {
	readonly name: string;
	readonly title: string;
	/** Columns that it needs at least, and more than which it never takes. */
	readonly minWidth: number;
	readonly maxWidth: number;
	/** When there is no room for all, the column with the highest number gives way first. Zero never does. */
	readonly dropOrder: number;
	/** What it becomes when it gives way; without it the column goes altogether. */
	readonly narrow?: Column;
	readonly align?: 'right';
	readonly cut?: 'middle';
	readonly cell: (watch: Watch, context: RowContext, width: number) => Span;
};
