import assert from 'node:assert/strict';
import {test} from 'node:test';
import {mediaExtension} from '../../source/platform/media-extension.js';
import {jpeg, mp4, png} from './media-samples.js';

test('media are told by their content', async () => {
	assert.equal(await mediaExtension(mp4()), 'mp4');
	assert.equal(await mediaExtension(png()), 'png');
	assert.equal(await mediaExtension(jpeg()), 'jpg');
	assert.equal(await mediaExtension(Buffer.from('RIFF\u0010\0\0\0WEBPVP8 ')), 'webp');
	assert.equal(
		await mediaExtension(Buffer.from('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">')),
		'svg',
	);
});

test('what could be started with a double click is plain data', async () => {
	assert.equal(await mediaExtension(Buffer.from(`MZ${'\0'.repeat(200)}`)), 'bin');
	assert.equal(await mediaExtension(Buffer.from('PK\u0003\u0004')), 'bin');
	assert.equal(await mediaExtension(Buffer.from('#!/bin/sh\nexit\n')), 'bin');
	assert.equal(await mediaExtension(Buffer.from([1, 2, 3])), 'bin');
});

test('a web page and an error document in XML are refused', async () => {
	for (const text of [
		'<!doctype html><title>Sign in',
		'\uFEFF \r\n<html>',
		'<?xml version="1.0"?><Error><Code>AccessDenied',
	]) {
		await assert.rejects(mediaExtension(Buffer.from(text)), {
			failure: 'content',
			message: 'The server sent a web page instead of a media file',
		});
	}
});

test('a message in JSON is refused', async () => {
	for (const text of ['{"error":{"message":"expired"}}', '\n[]']) {
		await assert.rejects(mediaExtension(Buffer.from(text)), {
			failure: 'content',
			message: 'The server sent a message instead of a media file',
		});
	}
});
