import assert from 'node:assert/strict';
import {test} from 'node:test';
import {nearestName} from '../../source/config/nearest-name.js';

const names = ['provider', 'baseUrl', 'tokenEnv', 'tokenFile', 'tokenCommand', 'outputDir', 'interval'];

test('a name with a few wrong letters is recognised', () => {
	const words = ['provder', 'porvider', 'baseURL', 'base_url', 'base-uri', 'tokenfiles', 'intervall', 'output_folder'];

	assert.deepEqual(
		words.map(word => nearestName(word, names)),
		['provider', 'provider', 'baseUrl', 'baseUrl', 'baseUrl', 'tokenFile', 'interval', undefined],
	);
});

test('in a short name one letter may be wrong', () => {
	assert.deepEqual(
		['rmm', 'lss', 'l', 'geet', 'set', 'rmls'].map(word => nearestName(word, ['rm', 'ls', 'get'])),
		['rm', 'ls', 'ls', 'get', 'get', undefined],
	);
});

test('another word is near to none', () => {
	assert.equal(nearestName('colour', names), undefined);
	assert.equal(nearestName('', names), undefined);
	assert.equal(nearestName('x'.repeat(1_000_000), names), undefined);
	assert.equal(nearestName('provider', []), undefined);
});
