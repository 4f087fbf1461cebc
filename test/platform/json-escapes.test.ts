import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createUnescape} from '../../source/platform/json-escapes.js';

const character = fc.constantFrom(...'aé\\"/\n\r\t\b\f\u0000=u0'.split(''));

/** The ways to write a character in JSON. */
const written = character.chain(plain =>
	fc.constantFrom(
		JSON.stringify(plain).slice(1, -1),
		`\\u${plain.charCodeAt(0).toString(16).padStart(4, '0')}`,
		`\\u${plain.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
		...(plain === '/' ? ['\\/'] : []),
	),
);

test('a text is the one that JSON says, wherever it is cut into pieces', () => {
	fc.assert(
		fc.property(fc.array(written), fc.array(fc.nat({max: 7})), (characters, lengths) => {
			const text = characters.join('');
			const bytes = Buffer.from(text, 'latin1');
			const unescaped = createUnescape();
			const read: Uint8Array[] = [];
			for (let at = 0, turn = 0; at < bytes.length; turn++) {
				const length = 1 + (lengths[turn % lengths.length] ?? bytes.length);
				read.push(unescaped(bytes.subarray(at, at + length)));
				at += length;
			}

			assert.equal(Buffer.concat(read).toString('latin1'), JSON.parse(`"${text}"`));
		}),
	);
});
