const pasteStart = '\u001B[200~';
export const pasteEnd = '\u001B[201~';

/** All control characters, ESC first of all, but tab and the ends of lines. */
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;

export type PasteBuffer = {
	readonly add: (text: string) => void;
	/** Empty the buffer into one complete bracketed paste; `undefined` where nothing readable is in it. */
	readonly take: () => string | undefined;
	readonly isOpen: () => boolean;
	readonly open: () => void;
};

/**
Collects the text of one paste after another.

@param limit - How many UTF-16 units of a paste are kept. What comes after is dropped.
@param onCut - Called once for each paste of which something is dropped.
*/
export const createPasteBuffer = (limit: number, onCut: () => void): PasteBuffer => {
	let pieces: string[] | undefined;
	let length = 0;
	let isCut = false;

	return {
		isOpen: () => pieces !== undefined,

		open() {
			pieces ??= [];
		},

		add(text) {
			pieces ??= [];
			const room = limit - length;
			if (text.length <= room) {
				pieces.push(text);
				length += text.length;
				return;
			}

			pieces.push(text.slice(0, room));
			length = limit;
			if (!isCut) {
				isCut = true;
				onCut();
			}
		},

		take() {
			// A cut may have parted a surrogate pair.
			const text = (pieces ?? []).join('').replaceAll(controls, '').toWellFormed();
			pieces = undefined;
			length = 0;
			isCut = false;
			return text === '' ? undefined : `${pasteStart}${text}${pasteEnd}`;
		},
	};
};
