import assert from 'node:assert/strict';
import {Readable} from 'node:stream';
import {test} from 'node:test';
import {readAll} from '../../source/platform/text-input.js';

test('a stream is read to its end, also where a chunk ends within a character', async () => {
	const bytes = Buffer.from('314052875571396 雨夜\n');
	const chunks = [bytes.subarray(0, 17), bytes.subarray(17, 20), bytes.subarray(20)];

	assert.equal(await readAll(Readable.from(chunks)), '314052875571396 雨夜\n');
	assert.equal(await readAll(Readable.from([])), '');
});
