const shortEscapes: Readonly<Record<string, string>> = {b: '\b', f: '\f', n: '\n', r: '\r', t: '\t'};

/** An escape: of a code, of one character, or one that is cut off at the end. */
const escapes = /\\(?:u([\da-fA-F]{4})|([^u])|(?:u[\da-fA-F]{0,3})?$)/gsv;

const backslash = 0x5c;

/**
Undo the escapes of a JSON text that comes piece by piece. What is not ASCII then is not what it was.
*/
export const createUnescape = (): ((piece: Uint8Array) => Uint8Array) => {
	let rest = '';

	const unescaped = (text: string): string =>
		text.replaceAll(escapes, (written: string, code: string | undefined, short: string | undefined) => {
			if (code !== undefined) {
				return String.fromCharCode(Number.parseInt(code, 16));
			}

			if (short !== undefined) {
				return shortEscapes[short] ?? short;
			}

			rest = written;
			return '';
		});

	return piece => {
		// Nearly all of them.
		if (rest === '' && !piece.includes(backslash)) {
			return piece;
		}

		const text = rest + Buffer.from(piece.buffer, piece.byteOffset, piece.length).toString('latin1');
		rest = '';
		return Buffer.from(unescaped(text), 'latin1');
	};
};
