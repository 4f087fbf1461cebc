import assert from 'node:assert/strict';
import {test} from 'node:test';
import {widthOf} from '../../source/table/fit-text.js';
import {asciiGlyphs, unicodeGlyphs} from '../../source/table/glyphs.js';

test('each sign is one column wide, and no emoji', () => {
	for (const glyph of Object.values(unicodeGlyphs)) {
		assert.equal(widthOf(glyph), 1, glyph);
		assert.doesNotMatch(glyph, /\p{Emoji_Presentation}/u);
	}
});

test('there is a sign in ASCII for each', () => {
	assert.deepEqual(Object.keys(asciiGlyphs), Object.keys(unicodeGlyphs));
	assert.match(Object.values(asciiGlyphs).join(''), /^[!-~]{17}$/);
});

test('no two phases share a sign', () => {
	for (const glyphs of [unicodeGlyphs, asciiGlyphs]) {
		const {queued, running, succeeded, failed, cancelled, expired, unknown} = glyphs;

		assert.equal(new Set([queued, running, succeeded, failed, cancelled, expired, unknown]).size, 7);
	}
});
