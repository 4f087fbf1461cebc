import assert from 'node:assert/strict';
import test from 'node:test';
import {createLinkSigner, type LinkStyle} from '../../../source/platform/demo/links.js';
import {startedAt} from './fixed-time.js';

const signer = createLinkSigner('a secret');
const lifetimeMs = 60_000;
const styles: readonly LinkStyle[] = ['tos', 'oss', 'cdn'];

for (const style of styles) {
	const target = signer.sign({path: '/a/b.mp4', style, issuedAt: startedAt, lifetimeMs});

	test(`a ${style} link works until its time is up`, () => {
		assert.equal(signer.check(target, startedAt), 'valid');
		assert.equal(signer.check(target, startedAt + lifetimeMs - 1000), 'valid');
		assert.equal(signer.check(target, startedAt + lifetimeMs), 'expired');
	});

	test(`a ${style} link cannot be changed`, () => {
		assert.equal(signer.check(target.replace('/b.mp4', '/c.mp4'), startedAt), 'forged');
		assert.equal(signer.check(target.replace(/\d(?=\D*[\da-f]{64}$)/, '7'), startedAt), 'forged');
		assert.equal(signer.check(`${target}&download=1`, startedAt), 'forged');
	});
}

test('links tell their end in the way of their service', () => {
	const [tos, oss, cdn] = styles.map(style =>
		signer.sign({path: '/f', style, issuedAt: startedAt, lifetimeMs}).replace(/[\da-f]{64}$/, 'SIGNATURE'),
	);

	assert.equal(
		tos,
		'/f?X-Tos-Algorithm=TOS4-HMAC-SHA256&X-Tos-Credential=DEMO%2F20251026%2Fcn-beijing%2Ftos%2Frequest&X-Tos-Date=20251026T045058Z&X-Tos-Expires=60&X-Tos-SignedHeaders=host&X-Tos-Signature=SIGNATURE',
	);
	assert.equal(oss, '/f?Expires=1761454318&OSSAccessKeyId=DEMO&Signature=SIGNATURE');
	assert.equal(cdn, '/f?auth_key=1761454318-0-0-SIGNATURE');
});

test('a link without or with half a signature is refused', () => {
	assert.equal(signer.check('/f', startedAt), 'forged');
	assert.equal(signer.check('', startedAt), 'forged');
	assert.equal(signer.check('/f?Expires=99999999999&Signature=ß', startedAt), 'forged');
});
