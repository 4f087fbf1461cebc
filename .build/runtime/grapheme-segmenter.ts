import {isSeparable} from './plain-text.ts';

type Segmenter = Pick<Intl.Segmenter, 'segment'>;

let segmenter: Intl.Segmenter | undefined;

const segmentWithUnicodeData = (text: string): Intl.Segments => {
	segmenter ??= new Intl.Segmenter(undefined, {granularity: 'grapheme'});
	return segmenter.segment(text);
};

class CodeUnitSegments {
	readonly #text: string;

	constructor(text: string) {
		this.#text = text;
	}

	containing(codeUnitIndex = 0): Intl.SegmentData | undefined {
		const segment = this.#text[codeUnitIndex];
		return segment === undefined ? undefined : {segment, index: codeUnitIndex, input: this.#text};
	}

	// An array, as a generator would take several times as long for the many short texts of a screen.
	[Symbol.iterator](): ArrayIterator<Intl.SegmentData> {
		const input = this.#text;
		const segments: Intl.SegmentData[] = [];

		for (let index = 0; index < input.length; index++) {
			segments.push({segment: input.charAt(index), index, input});
		}

		return segments.values();
	}
}

/**
Stands in for `new Intl.Segmenter()`. Unicode data is loaded, which takes longer than to draw a frame, only when a text needs it.
*/
export const createGraphemeSegmenter = (): Segmenter => ({
	segment: text => (isSeparable(text) ? (new CodeUnitSegments(text) as Intl.Segments) : segmentWithUnicodeData(text)),
});
