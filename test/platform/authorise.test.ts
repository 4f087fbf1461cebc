import assert from 'node:assert/strict';
import {test} from 'node:test';
import {authorisationHeaders} from '../../source/platform/authorise.js';
import {createKlingSigner, klingToken} from '../../source/platform/kling-key.js';
import {services} from '../../source/providers/services/services.js';

const now = 1_750_000_000_000;
const key = 'ACCESS:SECRET';

test('each service is shown the key in its own way', () => {
	const sign = createKlingSigner(() => now);

	const headers = Object.fromEntries(
		services.map(({name, authorisation}) => [name, authorisationHeaders(authorisation, key, sign)]),
	);

	const bearer = {authorization: `Bearer ${key}`};
	assert.deepEqual(headers, {
		...Object.fromEntries(services.map(({name}) => [name, bearer])),
		bfl: {'x-key': key},
		fal: {authorization: `Key ${key}`},
		gemini: {'x-goog-api-key': key},
		kling: {authorization: `Bearer ${klingToken(key, now)}`},
		piapi: {'x-api-key': key},
		vidu: {authorization: `Token ${key}`},
	});
});

test('a header of its own is named in small letters', () => {
	const headers = authorisationHeaders({type: 'header', name: 'X-Key'}, key, () => '');

	assert.deepEqual(headers, {'x-key': key});
});
