import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {linkEnd} from '../../source/providers/lifetime.js';

const answeredAt = Date.UTC(2026, 0, 2);
const hourMs = 3_600_000;

const token = (payload: unknown): string => `e30.${Buffer.from(JSON.stringify(payload)).toString('base64url')}.c2ln`;

for (const [title, query, expected] of [
	['Amazon S3, version 4', 'X-Amz-Date=20250701T170758Z&X-Amz-Expires=3600', '2025-07-01T18:07:58Z'],
	['TOS', 'X-Tos-Algorithm=x&X-Tos-Date=20250701T170758Z&X-Tos-Expires=86400', '2025-07-02T17:07:58Z'],
	['Google', 'X-Goog-Date=20250701T170758Z&X-Goog-Expires=60', '2025-07-01T17:08:58Z'],
	['OSS, version 4', 'x-oss-date=20250701T170758Z&x-oss-expires=600', '2025-07-01T17:17:58Z'],
	['OSS, version 1', 'Expires=1761540740&OSSAccessKeyId=LTAI&Signature=x', '2025-10-27T04:52:20Z'],
	['Amazon S3, version 2', 'AWSAccessKeyId=A&Expires=1761540740&Signature=x', '2025-10-27T04:52:20Z'],
	['CloudFront', 'Expires=1761540740&Key-Pair-Id=K&Signature=x', '2025-10-27T04:52:20Z'],
	['Azure', 'se=2025-01-01T00%3A10%3A00Z&sp=r&sig=x', '2025-01-01T00:10:00Z'],
	['Azure without seconds', 'se=2025-01-01T00%3A10Z&sig=x', '2025-01-01T00:10:00Z'],
	['Azure with a day alone', 'se=2025-01-01&sig=x', '2025-01-01T00:00:00Z'],
	['an end in seconds', 'exp=1761540740', '2025-10-27T04:52:20Z'],
	['an end in milliseconds', 'expires=1761540740000', '2025-10-27T04:52:20Z'],
	['a token', `token=${token({exp: 1_761_540_740})}`, '2025-10-27T04:52:20Z'],
	['a token of Runway', `_jwt=${token({exp: 1_761_540_740, sub: '无'})}`, '2025-10-27T04:52:20Z'],
	['the first of two', `exp=1861540740&_jwt=${token({exp: 1_761_540_740})}`, '2025-10-27T04:52:20Z'],
] as const) {
	test(`the end of a link is read from its parameters: ${title}`, () => {
		assert.equal(linkEnd(`https://a.example/v.mp4?${query}`, answeredAt, 'runway'), Date.parse(expected));
	});
}

for (const [family, hours] of [
	['minimax-v1', 9],
	['minimax-file', 9],
	['openai-video', 1],
	['openai-content', 1],
	['replicate', 1],
	['jimeng', 1],
	['picwish', 1],
	['ark', 24],
	['dashscope', 24],
	['vidu', 24],
	['kie', 24],
	['stability', 24],
	['runway', 24],
	['kling', 30 * 24],
	['kling-3', 30 * 24],
	['bfl', 1 / 6],
	['veo', 48],
] as const) {
	test(`trap 16: a link of ${family} that says nothing ends ${hours} h after the answer`, () => {
		assert.equal(linkEnd('https://a.example/v.mp4', answeredAt, family), answeredAt + Math.round(hours * hourMs));
	});
}

test('nobody says when a link of another family ends', () => {
	assert.equal(linkEnd('https://a.example/v.mp4', answeredAt, 'luma'), undefined);
	assert.equal(linkEnd('https://a.example/v.mp4', answeredAt, 'constructor'), undefined);
});

for (const query of [
	'Expires=3600',
	'exp=soon',
	'expires=99999999999999999999',
	'X-Amz-Date=20251399T996199Z&X-Amz-Expires=3600',
	'X-Amz-Date=20250701T170758Z',
	'X-Amz-Date=20250701T170758Z&X-Amz-Expires=-1',
	'X-Amz-Date=20250701T170758Z&X-Amz-Expires=999999999999999',
	'se=2025-13-45',
	'token=abc',
	'token=e30.A.c2ln',
	'token=e30.AA.c2ln',
	`token=${token({exp: 'never'})}`,
	`token=${token(null)}`,
]) {
	test(`a parameter that tells no end is left alone: ${query.slice(0, 60)}`, () => {
		assert.equal(linkEnd(`https://a.example/v.mp4?${query}`, answeredAt, 'luma'), undefined);
	});
}

test('what is no link has no end', () => {
	assert.equal(linkEnd('', answeredAt, 'ark'), undefined);
	assert.equal(linkEnd('https://', answeredAt, 'ark'), undefined);
});

test('an end is never an exception and never NaN', () => {
	const name = fc.constantFrom(
		...['X-Amz-Date', 'X-Amz-Expires', 'X-Tos-Date', 'X-Tos-Expires', 'X-Goog-Date', 'X-Goog-Expires', 'x-oss-date'],
		...['x-oss-expires', 'Expires', 'expires', 'exp', 'se', 'token', '_jwt'],
	);
	const value = fc.oneof(
		fc.string(),
		fc.constantFrom('20250701T170758Z', '3600', '1761540740', '2025-01-01', '9'.repeat(15), '1e308', 'NaN', '-0'),
		fc.jsonValue().map(token),
		fc.double().map(exp => token({exp})),
		fc.double().map(String),
	);
	const query = fc.array(fc.tuple(name, value)).map(pairs => new URLSearchParams(pairs).toString());
	const family = fc.oneof(fc.constantFrom('ark', 'luma', '__proto__'), fc.string());

	fc.assert(
		fc.property(
			fc.oneof(
				query.map(text => `https://a.example/v?${text}`),
				fc.webUrl({withQueryParameters: true}),
				fc.string(),
			),
			fc.oneof(fc.integer(), fc.double()),
			family,
			(url, at, name) => {
				const end = linkEnd(url, at, name);

				assert.ok(end === undefined || Number.isFinite(end));
			},
		),
		{numRuns: 5000},
	);
});
