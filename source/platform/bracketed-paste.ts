import {createPasteBuffer, pasteEnd} from './paste-buffer.js';

/** One less than the mark: what may be the first part of it. */
const tailLength = pasteEnd.length - 1;

/**
Reads what stands between the marks of a bracketed paste, in whatever pieces it comes.

@param limit - How many UTF-16 units of a paste are kept.
@param onCut - Called once for each paste of which something is dropped.
*/
export const createBracketedPaste = (limit: number, onCut: () => void) => {
	const buffer = createPasteBuffer(limit, onCut);
	/** The last characters, as they may be the first of the end mark. */
	let tail = '';

	const close = (rest: string): string | undefined => {
		buffer.add(rest);
		tail = '';
		return buffer.take();
	};

	return {
		isOpen: buffer.isOpen,

		/** Call at the start mark. */
		open: buffer.open,

		/**
		Read on. Searches only what is new and the tail, so that the time is linear in the length of the paste.

		@returns Where to go on after the end mark, or the text's length where there is none, and the paste if it is complete.
		*/
		read(text: string, at: number): {readonly next: number; readonly paste: string | undefined} {
			const joined = tail + text.slice(at);
			const end = joined.indexOf(pasteEnd);
			if (end === -1) {
				buffer.add(joined.slice(0, -tailLength));
				tail = joined.slice(-tailLength);
				return {next: text.length, paste: undefined};
			}

			const next = at + end + pasteEnd.length - tail.length;
			return {next, paste: close(joined.slice(0, end))};
		},

		/** End without an end mark. */
		close: () => close(tail),
	};
};
