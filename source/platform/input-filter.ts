import {createBracketedPaste} from './bracketed-paste.js';
import {readEscapeSequence} from './escape-sequence.js';
import {createPasteBuffer, pasteEnd} from './paste-buffer.js';
import {isControl, readTyped} from './typed-text.js';

export type InputFilter = {
	/**
	Take what the terminal sent.

	@returns Chunks that must reach Ink one by one: each is one key or one complete bracketed paste.
	*/
	readonly push: (text: string) => string[];

	/** Call when nothing has come for `idleAfterMs()`: what was held is let go. */
	readonly idle: () => string[];

	/** After how long a silence `idle` is due; `undefined` while nothing is held. */
	readonly idleAfterMs: () => number | undefined;
};

export type InputFilterOptions = {
	/** Called once for each paste that was longer than the limit. */
	readonly onPasteCut?: (() => void) | undefined;
	/**
	How much of a paste is kept, in UTF-16 units.

	@default 8 Mi
	*/
	readonly pasteLimit?: number;
};

const interrupt = '\u0003';
const loneEscape = '\u001B';
/** Escape in the kitty protocol, as Ink would hold a bare ESC back and join it with the next key to Alt. */
const escapeKey = '\u001B[27u';

/** The control characters that stay keys even beside pasted text. */
const editingKeys: ReadonlySet<string> = new Set([interrupt, '\u0008', '\u007F']);

/** A terminal sends a whole sequence at once; a lone ESC is a key soon. */
const loneEscapeMs = 30;
/** An unbracketed paste comes in several chunks, close together. */
const burstMs = 50;
const lostEndMs = 250;

/**
Turns the terminal's raw input into keys and pastes that Ink reads without harm.

A paste whose end mark is lost ends by itself, a paste without marks is made one with marks, keys that came together are parted, and reports of the terminal are dropped. It keeps no time: see `idle`.
*/
export const createInputFilter = ({onPasteCut, pasteLimit = 8 * 1024 * 1024}: InputFilterOptions = {}): InputFilter => {
	const onCut = () => onPasteCut?.();
	const paste = createBracketedPaste(pasteLimit, onCut);
	/** Text that came without marks. */
	const burst = createPasteBuffer(pasteLimit, onCut);
	/** An escape sequence of which the rest has not come. */
	let held = '';
	let output: string[] = [];

	const emit = (chunk: string | undefined) => {
		if (chunk !== undefined) {
			output.push(chunk);
		}
	};

	const takeOutput = (): string[] => {
		const chunks = output;
		output = [];
		return chunks;
	};

	const readText = (text: string, isAfterPaste: boolean) => {
		const typed = readTyped(text);
		const isPasted = isAfterPaste || burst.isOpen() || typed.some(({type}) => type === 'text');
		for (const {text: stretch} of typed) {
			if (isPasted && !isControl(stretch)) {
				burst.add(stretch);
			} else if (!isPasted || editingKeys.has(stretch)) {
				emit(burst.take());
				emit(stretch);
			}
		}
	};

	/** @returns The kind of what was read, and where to go on. */
	const readSequence = (text: string, at: number) => {
		const sequence = readEscapeSequence(text, at);
		emit(burst.take());
		switch (sequence.kind) {
			case 'key': {
				emit(text.slice(at, sequence.end));
				break;
			}

			case 'escape': {
				emit(escapeKey);
				break;
			}

			case 'paste-start': {
				paste.open();
				break;
			}

			case 'incomplete': {
				held = text.slice(at);
				break;
			}

			case 'paste-end':
			case 'reply':
			case 'broken': {
				break;
			}
		}

		return sequence;
	};

	return {
		push(chunk) {
			if (paste.isOpen() && chunk === interrupt) {
				paste.close();
				return [interrupt];
			}

			const text = held + chunk;
			held = '';
			// A paste that holds an end mark of its own must not go on as keys.
			let isAfterPaste = false;
			for (let at = 0; at < text.length; ) {
				if (paste.isOpen()) {
					const {next, paste: complete} = paste.read(text, at);
					emit(complete);
					at = next;
					isAfterPaste = true;
				} else if (text[at] === loneEscape) {
					const {kind, end} = readSequence(text, at);
					isAfterPaste ||= kind === 'paste-end';
					at = end;
				} else {
					const next = text.indexOf(loneEscape, at);
					const end = next === -1 ? text.length : next;
					// Before a stray end mark stands the rest of a paste that was taken to have ended.
					readText(text.slice(at, end), isAfterPaste || text.startsWith(pasteEnd, end));
					at = end;
				}
			}

			return takeOutput();
		},

		idle() {
			if (paste.isOpen()) {
				emit(paste.close());
			}

			emit(burst.take());
			emit(held === loneEscape ? escapeKey : undefined);
			held = '';
			return takeOutput();
		},

		idleAfterMs() {
			if (paste.isOpen()) {
				return lostEndMs;
			}

			if (burst.isOpen()) {
				return burstMs;
			}

			return held === '' ? undefined : held === loneEscape ? loneEscapeMs : lostEndMs;
		},
	};
};
