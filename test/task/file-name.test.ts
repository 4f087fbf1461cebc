import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {fileStem} from '../../source/task/file-name.js';
import type {TaskId} from '../../source/task/task.js';

const stem = (model: string | undefined, id: string, n = 1, provider = 'gptge') =>
	fileStem({model, provider, id: id as TaskId, n});

const byteCount = (text: string): number => Buffer.byteLength(text);

test('a name is made of the model, the identifier and the number of the output', () => {
	assert.equal(stem('MiniMax-Hailuo-02', '106916112212032', 2), 'MiniMax-Hailuo-02-106916112212032-2');
});

test('the provider stands in for a model that was not told or is nothing but marks', () => {
	assert.equal(stem(undefined, 'a1'), 'gptge-a1-1');
	assert.equal(stem('...\u200B', 'a1'), 'gptge-a1-1');
});

test('separators, characters with a meaning and spaces become underscores', () => {
	assert.equal(stem('a/b\\c:d|e?f*g"h<i>j k', 'x'), 'a_b_c_d_e_f_g_h_i_j_k-x-1');
});

test('a way out of the folder becomes a harmless name', () => {
	assert.equal(stem('../../etc', '../passwd'), '_.._etc-_passwd-1');
	assert.equal(stem('~root', '-rf'), 'root-rf-1');
});

test('control, direction and zero-width characters and lone surrogates are left out', () => {
	assert.equal(stem('a\u0000b\u001B[31mc\u202Ed\u200De\uFEFFf\uD800g\u2028h', 'x'), 'ab[31mcdefgh-x-1');
});

test('letters are composed, so that a name is the same on every system', () => {
	assert.equal(stem('cafe\u0301', 'x'), 'caf\u00E9-x-1');
});

test('a device name of Windows is defused', () => {
	assert.equal(stem('CON.v2', 'x'), '_CON.v2-x-1');
	assert.equal(stem('com¹.a', 'x'), '_com¹.a-x-1');
	assert.equal(stem('console.v2', 'x'), 'console.v2-x-1');
});

test('nothing to go by makes a download', () => {
	assert.equal(stem('', '...', 3, ''), 'download-3');
});

test('a long model gives way to the identifier', () => {
	const id = 'i'.repeat(100);

	const result = stem('m'.repeat(300), id, 12);

	assert.equal(result, `${'m'.repeat(75)}-${id}-12`);
	assert.equal(byteCount(result), 179);
});

test('a long identifier loses its middle and keeps its end', () => {
	const result = stem('m'.repeat(300), `${'a'.repeat(300)}${'z'.repeat(300)}`);

	assert.match(result, /^m{24,}-a{60,}_z{60,}-1$/v);
	assert.ok(byteCount(result) <= 180);
});

test('a name is never cut within a character', () => {
	const family = '👩🏽\u0301';

	const result = stem(family.repeat(60), 'x');

	assert.ok(result.endsWith(`${family}-x-1`));
	assert.ok(byteCount(result) <= 180);
});

test('whatever a service says, the name is one safe segment of at most 180 bytes', () => {
	const text = fc.oneof(
		fc.string({unit: 'binary', maxLength: 400}),
		fc.string({
			unit: fc.constantFrom('.', '-', '~', '/', '\\', ' ', '\u0000', '\u202E', '\uD83D', '\u0301', 'é', 'con', '视'),
		}),
	);

	fc.assert(
		fc.property(text, text, text, fc.integer({min: 1, max: 999}), (model, provider, id, n) => {
			const result = stem(model, id, n, provider);

			assert.doesNotMatch(result, /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"\/\\\|?*\s]/v);
			assert.doesNotMatch(result, /^[.\-~]|[. ]$/v);
			assert.ok(byteCount(result) <= 180);
			assert.ok(result.endsWith(`-${n}`));
		}),
	);
});
