import type {Line, Span, Tone} from '../table/cell.js';

/**
Select Graphic Rendition numbers. Only the sixteen colours of the terminal's own palette, which its user has made readable, and only as foreground.
*/
const tones: Readonly<Record<Tone, string>> = {
	plain: '',
	good: '32',
	bad: '31',
	busy: '36',
	trouble: '35',
	faint: '2',
	strong: '1',
};

/** What remains of a tone where colours are not wanted. */
const colourlessTones: Readonly<Record<Tone, string>> = {...tones, good: '', bad: '1', busy: '', trouble: '1'};

export type Painter = (line: Line, options?: {readonly isSelected?: boolean}) => string;

const maxLinkLength = 2083;

/** A link that the terminal opens. Some terminals ignore longer ones than this, and those would only cost time. */
const linked = (text: string, link: string | undefined): string =>
	link === undefined || link.length > maxLinkLength || text === ''
		? text
		: `\u001B]8;;${link}\u0007${text}\u001B]8;;\u0007`;

/**
Makes text with the terminal's escape sequences of a line. A selected line is shown reversed, whole, as that can be read on any background.
*/
export const createPainter = (hasColour: boolean): Painter => {
	const numbers = hasColour ? tones : colourlessTones;
	const paintSpan = ({text, tone = 'plain', link}: Span): string => {
		const number = numbers[tone];
		const body = linked(text, link);
		return number === '' || text === '' ? body : `\u001B[${number}m${body}\u001B[0m`;
	};

	return (line, {isSelected = false} = {}) =>
		isSelected
			? `\u001B[7m${line.map(({text, link}) => linked(text, link)).join('')}\u001B[0m`
			: line.map(paintSpan).join('');
};
