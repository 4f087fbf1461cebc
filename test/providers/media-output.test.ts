import assert from 'node:assert/strict';
import {test} from 'node:test';
import {jsonText} from '../../source/providers/json-text.js';
import {apiOutput, withEnd} from '../../source/providers/link.js';
import {mediaOutput} from '../../source/providers/media-output.js';

test('an address of the API becomes a path, and is kept as it was written', () => {
	const url = 'https://queue.fal.run/a%2Fb/requests/1?x=%20#top';

	assert.deepEqual(apiOutput('file', url), {
		kind: 'file',
		place: {type: 'content', path: '/a%2Fb/requests/1?x=%20', url},
	});
	assert.deepEqual(apiOutput('file', 'https://queue.fal.run'), {
		kind: 'file',
		place: {type: 'content', path: '/', url: 'https://queue.fal.run'},
	});
});

test('what is no address of the web is no output', () => {
	for (const value of ['', null, 7, 'gs://a/b', '/requests/1', 'data:video/mp4;base64,AAAA']) {
		assert.equal(apiOutput('file', value), undefined);
	}
});

test('the end of an output is kept where it is told', () => {
	const output = mediaOutput('https://a.example/v', 'video');

	assert.deepEqual(withEnd(output, 1_760_596_106), {...output, expiresAt: 1_760_596_106_000});
	assert.equal(withEnd(output, null), output);
	assert.equal(withEnd(undefined, 1_760_596_106), undefined);
});

test('a result is a link or the whole file, and its kind is told by either', () => {
	assert.deepEqual(mediaOutput('https://a.example/v.mp3', 'video'), {
		kind: 'audio',
		place: {type: 'url', url: 'https://a.example/v.mp3'},
	});
	assert.deepEqual(mediaOutput('data:image/webp;base64,AAAA', 'video'), {
		kind: 'image',
		place: {type: 'inline', base64: 'AAAA', mime: 'image/webp'},
	});
	for (const value of ['data:text/html;base64,AAAA', 'data:video/mp4,AAAA', 'data:video/mp4;base64,', '', null]) {
		assert.equal(mediaOutput(value, 'video'), undefined);
	}
});

test('JSON in a text is read, and what is no JSON holds nothing', () => {
	assert.deepEqual(jsonText(' {"a": 9007199254740993} '), {a: '9007199254740993'});
	assert.deepEqual(jsonText({a: 1}), {a: 1});
	assert.equal(jsonText(''), undefined);
	assert.equal(jsonText('{"a"'), undefined);
});
