const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const padding = 64;
const space = 65;
const nothing = 66;

/** What each byte stands for: six bits, or one of the above. */
const meanings = new Uint8Array(256).fill(nothing);
for (const [index, character] of [...alphabet, '='].entries()) {
	meanings[character.charCodeAt(0)] = index;
}

for (const character of ' \t\n\f\r') {
	meanings[character.charCodeAt(0)] = space;
}

/**
A text that was to be base64 is none.
*/
export class Base64Error extends Error {
	override readonly name = 'Base64Error';
}

/**
Decodes a base64 text that comes piece by piece, in ASCII.
*/
export type Base64Decoder = {
	/**
	@returns The bytes that are whole now and were not returned yet.
	@throws {Base64Error}
	*/
	readonly decode: (piece: Uint8Array) => Uint8Array;

	/** @throws {Base64Error} when the text is cut off. */
	readonly end: () => void;
};

/**
The 24 bits that four characters stand for, as nearly all do; -1 where one of them is something else.
*/
const wholeBlock = (text: Uint8Array, at: number): number => {
	if (at + 4 > text.length) {
		return -1;
	}

	const first = meanings[text[at] ?? 0] ?? nothing;
	const second = meanings[text[at + 1] ?? 0] ?? nothing;
	const third = meanings[text[at + 2] ?? 0] ?? nothing;
	const fourth = meanings[text[at + 3] ?? 0] ?? nothing;
	return (first | second | third | fourth) < padding ? (first << 18) | (second << 12) | (third << 6) | fourth : -1;
};

/**
White space is passed over; any other character makes the text unreadable.
*/
export const createBase64Decoder = (): Base64Decoder => {
	/** Of the block of four characters that is under way. */
	let bits = 0;
	let count = 0;
	let paddingCount = 0;

	const take = (byte: number): void => {
		const meaning = meanings[byte] ?? nothing;
		if (meaning === space) {
			return;
		}

		if (meaning === nothing) {
			throw new Base64Error('There are characters in it that stand for nothing.');
		}

		const isPadding = meaning === padding;
		if (isPadding ? count < 2 : paddingCount > 0) {
			throw new Base64Error('The padding is not at the end.');
		}

		bits = (bits << 6) | (isPadding ? 0 : meaning);
		paddingCount += isPadding ? 1 : 0;
		count++;
	};

	return {
		decode(piece) {
			const bytes = new Uint8Array(Math.ceil((count + piece.length) / 4) * 3);
			let length = 0;
			for (let at = 0; at < piece.length; ) {
				const block = count === 0 && paddingCount === 0 ? wholeBlock(piece, at) : -1;
				if (block === -1) {
					take(piece[at] ?? 0);
					at++;
				} else {
					bits = block;
					count = 4;
					at += 4;
				}

				if (count === 4) {
					bytes[length] = bits >> 16;
					bytes[length + 1] = bits >> 8;
					bytes[length + 2] = bits;
					length += 3 - paddingCount;
					bits = 0;
					count = 0;
				}
			}

			return bytes.subarray(0, length);
		},

		end() {
			if (count > 0) {
				throw new Base64Error('The last block is cut off.');
			}
		},
	};
};
