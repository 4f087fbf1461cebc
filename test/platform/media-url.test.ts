import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseMediaUrl} from '../../source/platform/media-url.js';

const refusalOf = (link: string, from?: string): string => {
	try {
		return `taken as ${parseMediaUrl(link, {from: from === undefined ? undefined : new URL(from), isLoopbackAllowed: false}).href}`;
	} catch (error) {
		return (error as Error).message;
	}
};

test('an address of the web is taken', () => {
	assert.equal(refusalOf('https://media.example/a.mp4?b=%2F'), 'taken as https://media.example/a.mp4?b=%2F');
	assert.equal(refusalOf('http://media.example/a.mp4'), 'taken as http://media.example/a.mp4');
	assert.equal(refusalOf('/b.mp4', 'https://media.example/a.mp4'), 'taken as https://media.example/b.mp4');
});

for (const link of [
	...['http://127.0.0.1/', 'http://127.1/', 'http://2130706433/', 'http://0x7f.1/', 'http://0177.0.0.1/'],
	...['http://169.254.169.254/latest/meta-data', 'http://[::ffff:a9fe:a9fe]/', 'http://[::1]/', 'http://0/'],
	...['https://10.0.0.1/', 'https://192.168.0.1/', 'https://100.64.0.1/', 'https://[fd00::1]/', 'http://１２７.0.0.1/'],
]) {
	test(`a private address is refused, however it is written: ${link}`, () => {
		assert.match(refusalOf(link), /^The link leads to a private address: /v);
	});
}

test('what no media host is reached by is refused', () => {
	for (const link of ['file:///etc/passwd', 'ftp://a.example/b', 'data:video/mp4,a', 'javascript:alert(1)', '', '//']) {
		assert.equal(refusalOf(link), 'The link is no web address', link);
	}
});

test('a name before the host, which may pass for the host, is refused', () => {
	for (const link of ['https://good.example@evil.example/', 'https://a:b@evil.example/', 'https://:b@evil.example/']) {
		assert.equal(refusalOf(link), 'The link has a user name before evil.example');
		assert.equal(refusalOf(link, 'https://media.example'), 'The link has a user name before evil.example');
	}
});

test('a backslash does not hide the host', () => {
	assert.equal(refusalOf('https://127.0.0.1\\@media.example/'), 'The link leads to a private address: 127.0.0.1');
});

test('from https no redirect leads back to http', () => {
	assert.match(refusalOf('http://media.example/', 'https://media.example/'), /^media\.example redirects to an unprot/v);
});
