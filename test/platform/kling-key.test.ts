import assert from 'node:assert/strict';
import {createHmac} from 'node:crypto';
import {test} from 'node:test';
import {createKlingSigner, klingToken} from '../../source/platform/kling-key.js';
import {UsageError} from '../../source/task/errors.js';

const now = 1_750_000_000_999;
const minuteMs = 60_000;

const decode = (part: string | undefined): unknown => JSON.parse(Buffer.from(part ?? '', 'base64url').toString());

test('a token says whose it is, and that it is good for thirty minutes', () => {
	const [header, payload, signature] = klingToken('ACCESS:SECRET', now).split('.');

	assert.deepEqual(decode(header), {alg: 'HS256', typ: 'JWT'});
	assert.deepEqual(decode(payload), {iss: 'ACCESS', exp: 1_750_001_800, nbf: 1_749_999_995});
	assert.equal(signature, createHmac('sha256', 'SECRET').update(`${header}.${payload}`).digest('base64url'));
});

test('a token is of letters, digits, hyphens, underscores and dots alone, and does not hold the secret', () => {
	const token = klingToken('ÀÿÿÀ:SECRET', now);

	assert.match(token, /^[\w\-]+\.[\w\-]+\.[\w\-]{43}$/v);
	assert.ok(!token.includes('SECRET'));
});

test('a key of another form is refused, and not repeated', () => {
	const message =
		'The key for Kling must be the access key and the secret key with a colon between them: ACCESS:SECRET.';
	for (const key of ['', ':', 'access', 'access:', ':secret', 'access:secret:more', 'access: secret']) {
		assert.throws(() => klingToken(key, now), new UsageError(message));
		assert.throws(() => createKlingSigner(() => now)(key), new UsageError(message));
	}
});

test('a token is used until five minutes before its end', () => {
	let time = now;
	const sign = createKlingSigner(() => time);
	const first = sign('ACCESS:SECRET');

	time = now + 25 * minuteMs - 1;
	assert.equal(sign('ACCESS:SECRET'), first);

	time = now + 25 * minuteMs;
	assert.equal(sign('ACCESS:SECRET'), klingToken('ACCESS:SECRET', time));
});

test('another key, or a clock that was set back, makes another token', () => {
	let time = now;
	const sign = createKlingSigner(() => time);
	sign('ACCESS:SECRET');

	assert.equal(sign('OTHER:SECRET'), klingToken('OTHER:SECRET', now));

	time = now - minuteMs;
	assert.equal(sign('OTHER:SECRET'), klingToken('OTHER:SECRET', time));
});
