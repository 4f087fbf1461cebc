import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {type TakeLongText, withoutLongTexts} from '../../source/platform/long-texts.js';

const longBytes = 16 * 1024;

async function* inChunks(text: string, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
	const bytes = Buffer.from(text);
	for (let at = 0, turn = 0; at < bytes.length; turn++) {
		const length = lengths[turn % lengths.length] ?? bytes.length;
		yield bytes.subarray(at, at + length);
		at += length;
	}
}

/** What is left of a JSON text, and what was taken out of it. */
const readBoth = async (text: string, {lengths = [1000], isWanted = (start: Uint8Array) => start.length > 0} = {}) => {
	const taken: string[] = [];
	const take: TakeLongText = start => {
		if (!isWanted(start)) {
			return undefined;
		}

		const pieces: Uint8Array[] = [];
		return {
			async write(piece) {
				pieces.push(Buffer.from(piece));
			},
			async end() {
				taken.push(Buffer.concat(pieces).toString());
				return `taken ${taken.length}`;
			},
		};
	};
	const left = Buffer.concat(await Array.fromAsync(withoutLongTexts(inChunks(text, lengths), take))).toString();
	return {left, taken};
};

test('a text of more than 16 KiB is taken out, and a shorter one stays', async () => {
	const short = 'a'.repeat(longBytes);
	const long = 'b'.repeat(longBytes + 1);

	const {left, taken} = await readBoth(JSON.stringify({short, long, also: [long, 1, '']}));

	assert.equal(left, JSON.stringify({short, long: 'taken 1', also: ['taken 2', 1, '']}));
	assert.deepEqual(taken, [long, long]);
});

test('a long text that nobody wants stays as it is', async () => {
	const text = JSON.stringify({long: 'x"\\'.repeat(longBytes), longer: 'y'.repeat(3 * longBytes)});

	const {left, taken} = await readBoth(text, {isWanted: start => start[0] === 0x79});

	assert.equal(left, JSON.stringify({...JSON.parse(text), longer: 'taken 1'}));
	assert.deepEqual(taken, ['y'.repeat(3 * longBytes)]);
});

test('wherever the chunks end, the same is taken and the same is left', async () => {
	const character = fc.constantFrom('a', '"', '\\', '\n', 'é', ':', ',', '{');
	const text = fc
		.tuple(fc.string({unit: character, maxLength: 9}), fc.constantFrom(0, 1, longBytes))
		.map(([some, count]) => some + some.repeat(count / Math.max(1, some.length)));
	const value = fc.letrec(tie => ({
		value: fc.oneof({maxDepth: 3}, text, fc.integer(), fc.array(tie('value')), fc.dictionary(text, tie('value'))),
	})).value;
	const lengths = fc.array(fc.oneof(fc.integer({min: 1, max: 9}), fc.integer({min: 1, max: 40_000})), {minLength: 1});

	await fc.assert(
		fc.asyncProperty(value, lengths, fc.integer({min: 0, max: 2}), async (anything, sizes, indent) => {
			const json = JSON.stringify(anything, null, indent);
			const expected: string[] = [];
			const left = json.replaceAll(/"((?:[^"\\]|\\.)*)"/gsv, (quoted, inside: string) => {
				if (Buffer.byteLength(inside) <= longBytes) {
					return quoted;
				}

				expected.push(inside);
				return `"taken ${expected.length}"`;
			});

			assert.deepEqual(await readBoth(json, {lengths: sizes}), {left, taken: expected});
		}),
	);
});

test('a body that breaks off within a text comes out as far as it is known, and is no JSON', async () => {
	for (const length of [10, 2 * longBytes]) {
		const {left, taken} = await readBoth(`{"text": "${'z'.repeat(length)}`);

		assert.throws(() => JSON.parse(left), SyntaxError);
		assert.deepEqual(taken, []);
	}
});

test('what is no JSON comes out again', async () => {
	for (const text of ['', '<html lang="en">', 'a"b', '\\"']) {
		assert.deepEqual(await readBoth(text), {left: text, taken: []});
	}
});
