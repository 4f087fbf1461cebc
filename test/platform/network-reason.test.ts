import assert from 'node:assert/strict';
import {test} from 'node:test';
import {networkReason} from '../../source/platform/network-reason.js';

const coded = (code: string, options?: ErrorOptions): Error => Object.assign(new Error('it failed', options), {code});

test('the codes of the system and of TLS become plain words', () => {
	const reasons = [
		'ECONNREFUSED',
		'ENOTFOUND',
		'CERT_HAS_EXPIRED',
		'ERR_SSL_WRONG_VERSION_NUMBER',
		'HPE_INVALID_CONSTANT',
	].map(code => networkReason(coded(code)));

	assert.deepEqual(reasons, [
		'connection refused',
		'name not found',
		'its certificate has expired',
		'no secure connection possible',
		'it does not speak HTTP',
	]);
});

test('the reason may lie below the error of the client', () => {
	assert.equal(networkReason(new Error('fetch failed', {cause: coded('ENOTFOUND')})), 'name not found');
});

test('what has no known code is told in its own words', () => {
	assert.equal(networkReason(coded('EODD')), 'it failed');
	assert.equal(networkReason('odd'), 'odd');
});

test('words that a host may have chosen are inert, and not many', () => {
	const reason = networkReason(new Error(`for host \u001B]0;x\u0007\u009B2Jevil\n${'x'.repeat(5000)}`));

	assert.match(reason, /^for host evil x{100,200}…$/v);
});
