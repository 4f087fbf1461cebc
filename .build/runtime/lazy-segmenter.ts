import {isSeparable} from './plain-text.ts';

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
Stands in for `Intl.Segmenter`. Unicode data is loaded, which takes as long as drawing a frame, only when a text needs it.
*/
export class LazySegmenter {
	readonly #locales: Intl.LocalesArgument;
	readonly #options: Intl.SegmenterOptions;
	#segmenter: Intl.Segmenter | undefined;

	constructor(locales?: Intl.LocalesArgument, options: Intl.SegmenterOptions = {}) {
		this.#locales = locales;
		this.#options = options;
	}

	segment(text: string): Intl.Segments {
		const {granularity = 'grapheme'} = this.#options;
		if (granularity === 'grapheme' && isSeparable(text)) {
			return new CodeUnitSegments(text) as Intl.Segments;
		}

		// Taken apart, as the bundler replaces the name with a dot in it: by this class.
		const {Segmenter} = Intl;
		this.#segmenter ??= new Segmenter(this.#locales, this.#options);
		return this.#segmenter.segment(text);
	}
}
