import assert from 'node:assert/strict';
import {test} from 'node:test';
import {kindOf, link, linkOutput} from '../../source/providers/link.js';

test('a signed link is kept byte for byte', () => {
	const signed =
		'https://x.oss.example/a%2Fb/c.mp4?X-Tos-Credential=AK%2F20250701%2Fcn&Signature=a+b/c==&e=[1]|{2}^~#t';

	assert.equal(link(signed), signed);
});

test('the elided links of documentation are kept as printed', () => {
	assert.equal(link('https://prod-ss-vidu.../video.mp4'), 'https://prod-ss-vidu.../video.mp4');
	assert.equal(link('https://cdn.klingai.com/...'), 'https://cdn.klingai.com/...');
});

test('a link without a scheme gets https', () => {
	assert.equal(link('www.downloadurl.com'), 'https://www.downloadurl.com');
});

test('a plain http link stays http', () => {
	assert.equal(link('http://cdn.example/a.mp4'), 'http://cdn.example/a.mp4');
});

test('spaces, quotes, backslashes, controls and other alphabets are encoded', () => {
	assert.equal(link('https://a.example/x y".mp4'), 'https://a.example/x%20y%22.mp4');
	assert.equal(link("https://a.example/'$(id)'.mp4"), 'https://a.example/%27$(id)%27.mp4');
	assert.equal(link('https://a.example\\b.mp4'), 'https://a.example/b.mp4');
	assert.equal(link('https://a.example/\u001B[31m.mp4'), 'https://a.example/%1B[31m.mp4');
	assert.equal(link('https://a.example/猫.mp4'), 'https://a.example/%E7%8C%AB.mp4');
});

test('only http and https are links', () => {
	for (const value of [
		...['', 'gs://bucket/a.mp4', 'data:video/mp4;base64,AAAA', 'javascript:alert(1)', 'file:///etc/passwd'],
		...['//cdn.example/a.mp4', '/a.mp4', 'cdn.example/a.mp4', 'https://', 'ftp://a/b', null, 7, {}],
	]) {
		assert.equal(link(value), undefined);
	}
});

test('an output without a link is none', () => {
	assert.equal(linkOutput('video', ''), undefined);
	assert.deepEqual(linkOutput('image', 'https://a.example/b'), {
		kind: 'image',
		place: {type: 'url', url: 'https://a.example/b'},
	});
});

test('the extension of a path tells pictures and sound, its query does not', () => {
	assert.equal(kindOf('https://a.example/b.PNG?x=1', 'video'), 'image');
	assert.equal(kindOf('output.mp3', 'video'), 'audio');
	assert.equal(kindOf('https://a.example/b.mp4?cover=c.jpg', 'video'), 'video');
	assert.equal(kindOf('constructor', 'video'), 'video');
	assert.equal(kindOf(undefined, 'video'), 'video');
});

test('a link with a name before the host, which may pass for the host, is none', () => {
	assert.equal(link('https://good.example@evil.example/a.mp4'), undefined);
	assert.equal(link('https://a:b@evil.example/a.mp4'), undefined);
	assert.equal(link('https://evil.example/@good.example'), 'https://evil.example/@good.example');
});

test('a link that no server would take is none', () => {
	const link8192 = `https://a.example/${'a'.repeat(8192 - 18)}`;

	assert.equal(link(link8192), link8192);
	assert.equal(link(`${link8192}a`), undefined);
});
