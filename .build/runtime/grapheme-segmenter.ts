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

	*[Symbol.iterator](): Generator<Intl.SegmentData, undefined> {
		for (let index = 0; index < this.#text.length; index++) {
			yield {segment: this.#text.charAt(index), index, input: this.#text};
		}
	}
}

/**
Stands in for `new Intl.Segmenter()`. Unicode data is loaded, which takes longer than to draw a frame, only when a text needs it.
*/
export const createGraphemeSegmenter = (): Segmenter => ({
	segment: text => (isSeparable(text) ? (new CodeUnitSegments(text) as Intl.Segments) : segmentWithUnicodeData(text)),
});
