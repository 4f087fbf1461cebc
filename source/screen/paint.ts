import type {Line, Span, Tone} from '../table/cell.js';

/** How many colours the terminal can show, and its user wants to see. */
export type ColourDepth = 'none' | 'basic' | 'many';

type Numbers = Readonly<Record<Tone, string>>;

const colourless: Numbers = {plain: '', good: '', bad: '1', busy: '', trouble: '1', faint: '2', strong: '1'};

/**
Select Graphic Rendition numbers, foreground only. Of the 256 colours those are taken that stand out alike from black and from white (contrast about 4:1 to either), as nothing tells which one is behind them. With 16 colours, the terminal's own palette is trusted.
*/
const numbersOf: Readonly<Record<ColourDepth, Numbers>> = {
	none: colourless,
	basic: {...colourless, good: '32', bad: '31', busy: '36', trouble: '35'},
	many: {...colourless, good: '38;5;28', bad: '38;5;160', busy: '38;5;31', trouble: '38;5;133'},
};

type Environment = Readonly<Record<string, string | undefined>>;

/** What the terminal shows, as far as it tells. */
const toldDepth = ({COLORTERM = '', TERM = ''}: Environment): ColourDepth =>
	/truecolor|24bit/v.test(COLORTERM) || /256color|direct/v.test(TERM)
		? 'many'
		: /^(?:dumb|vt\d+.*|.*-m(?:ono)?)$/v.test(TERM)
			? 'none'
			: 'basic';

/** The levels that Node.js knows too; with any other word the terminal tells how many, but some at least. */
const forcedDepths: Readonly<Record<string, ColourDepth>> = {
	0: 'none',
	false: 'none',
	1: 'basic',
	2: 'many',
	3: 'many',
};

/**
Whether the environment asks for colours wherever the text goes. `FORCE_COLOR` comes before `NO_COLOR`, as in Node.js.

@see https://force-color.org
*/
export const isColourForced = (environment: Environment): boolean =>
	Boolean(environment['FORCE_COLOR']) && colourDepthOf(environment) !== 'none';

/**
How many colours to show: what `FORCE_COLOR` says, else none with `NO_COLOR`, else what the terminal tells.

@see https://no-color.org
*/
export const colourDepthOf = (environment: Environment): ColourDepth => {
	const told = toldDepth(environment);
	const force = environment['FORCE_COLOR'];
	if (force) {
		return forcedDepths[force] ?? (told === 'none' ? 'basic' : told);
	}

	return environment['NO_COLOR'] ? 'none' : told;
};

export type Painter = (line: Line, options?: {readonly isSelected?: boolean}) => string;

const maxLinkLength = 2083;

/** A link that the terminal opens. Some terminals ignore longer ones than this, and those would only cost time. */
const linked = (text: string, link: string | undefined): string =>
	link === undefined || link.length > maxLinkLength || text === ''
		? text
		: `\u001B]8;;${link}\u0007${text}\u001B]8;;\u0007`;

/** What the program writes besides ASCII, and what is as wide and stands for it where ASCII alone is wanted. */
const asciiFor: Readonly<Record<string, string>> = {
	'“': '"',
	'”': '"',
	'’': "'",
	'…': '~',
	'·': '|',
	'—': '-',
	'↑': '^',
	'↓': 'v',
};

const toAscii = (text: string): string =>
	text.replaceAll(/[“”’…·—↑↓]/gv, character => asciiFor[character] ?? character);

/**
Makes text with the terminal's escape sequences of a line. A selected line is shown reversed, whole, as that can be read on any background.
*/
export const createPainter = (depth: ColourDepth, isAscii = false): Painter => {
	const numbers = numbersOf[depth];
	const paintSpan = ({text, tone = 'plain', link}: Span): string => {
		const number = numbers[tone];
		const body = linked(isAscii ? toAscii(text) : text, link);
		return number === '' || text === '' ? body : `\u001B[${number}m${body}\u001B[0m`;
	};

	return (line, {isSelected = false} = {}) =>
		isSelected
			? `\u001B[7m${line.map(({text, link}) => linked(isAscii ? toAscii(text) : text, link)).join('')}\u001B[0m`
			: line.map(paintSpan).join('');
};
