import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {Base64Error, createBase64Decoder} from '../../source/engine/base64-decoder.js';

const decode = (pieces: readonly string[]): Buffer => {
	const decoder = createBase64Decoder();
	const decoded = pieces.map(piece => decoder.decode(Buffer.from(piece)));
	decoder.end();
	return Buffer.concat(decoded);
};

test('a text is the same bytes again, wherever it is cut into pieces and wherever white space stands', () => {
	const piece = fc.tuple(fc.nat({max: 9}), fc.constantFrom('', ' ', '\r\n'));

	fc.assert(
		fc.property(fc.uint8Array(), fc.array(piece, {minLength: 1}), (bytes, cuts) => {
			let rest = Buffer.from(bytes).toString('base64');
			const pieces = cuts.map(([length, space]) => {
				const cut = rest.slice(0, length) + space;
				rest = rest.slice(length);
				return cut;
			});

			assert.deepEqual(decode([...pieces, rest]), Buffer.from(bytes));
		}),
	);
});

test('what stands for nothing, is cut off or goes on behind its padding is refused', () => {
	for (const pieces of [
		['AAA!'],
		['<htm', 'l>'],
		// The alphabet that is safe in links.
		['-_', '-_'],
		['AAA'],
		['AAAA', 'A'],
		['A==='],
		['AA==', 'AAAA'],
		['AA==', ' ', 'AAAA'],
		['AA=', '=A'],
		['AA=A'],
		['A=AA'],
	]) {
		assert.throws(() => decode(pieces), Base64Error, pieces.join('|'));
	}
});
