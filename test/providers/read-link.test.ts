import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readLink} from '../../source/providers/read-link.js';
import {loadAnswer, rawReplyOf, replyOf} from './answer-fixture.js';

const success = {status_code: 0, status_msg: 'success'};

test('the link of a MiniMax file is read', () => {
	assert.deepEqual(readLink(rawReplyOf(loadAnswer('minimax-file-retrieve-int64.json'))), {
		url: 'https://cdn.hailuoai.com/prod/v.mp4',
	});
});

test('a documented link without a scheme gets https', () => {
	const body = {file: {file_id: 1, download_url: 'www.downloadurl.com'}, base_resp: success};

	assert.deepEqual(readLink(replyOf(body)), {url: 'https://www.downloadurl.com'});
});

test('the link to a video’s content is read', () => {
	const body = {id: 'v', url: 'https://cdn.example/v.mp4', expires_at: 1_760_596_106, status: 'ready'};

	assert.deepEqual(readLink(replyOf(body)), {url: 'https://cdn.example/v.mp4'});
});

test('a refused question gives the problem', () => {
	const body = {base_resp: {status_code: 1004, status_msg: 'login fail'}};

	assert.deepEqual(readLink(replyOf(body)), {
		problem: {state: 'auth', message: 'The service refused the token (code 1004): login fail'},
	});
});

test('an empty link is a problem', () => {
	assert.deepEqual(readLink(replyOf({id: 'v', url: '', status: 'ready'})), {
		problem: {state: 'bad_response', message: 'The service gave no link to the video.'},
	});
});

test('an answer about a task that is not done gives no link', () => {
	assert.deepEqual(readLink(replyOf({id: 'v', object: 'video', status: 'queued'})), {
		problem: {state: 'bad_response', message: 'The service gave no link to the file.'},
	});
});

test('an answer of an unknown shape gives no link, though it holds one', () => {
	assert.equal(readLink(replyOf({cover_url: 'https://cdn.example/c.jpg'})).problem?.state, 'bad_response');
});
