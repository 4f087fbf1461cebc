import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {replyOf} from './answer-fixture.js';

const refuse = (code: number) => replyOf({code, data: null, message: 'no', status: code}, 400);

const answerWith = (data: unknown) => replyOf({code: 10000, data, status: 10000, message: 'Success'});

test('the moderation codes of Volcengine are failures of the task, though they come as HTTP 400', () => {
	for (const code of [50411, 50412, 50413, 50511, 50512, 50516, 50519, 50522]) {
		assert.deepEqual(readReply(refuse(code)), {
			answer: {family: 'jimeng', phase: 'failed', statusText: `code ${code}`, outputs: [], error: 'no'},
		});
	}
});

test('other codes of Volcengine are problems with the question', () => {
	const stateOf = (code: number) => readReply(replyOf({code, data: null, message: 'no'})).problem?.state;

	assert.deepEqual([50429, 50430].map(stateOf), ['rate_limited', 'rate_limited']);
	assert.deepEqual([50500, 50501].map(stateOf), ['gateway', 'gateway']);
	assert.deepEqual([50200, 50515, 50523].map(stateOf), ['bad_response', 'bad_response', 'bad_response']);
});

test('null data does not break the reader, whatever the code', () => {
	assert.deepEqual(readReply(answerWith(null)), {
		problem: {state: 'bad_response', message: 'The service’s answer says nothing of the task.'},
	});
});

test('done without a result is a failure', () => {
	const data = {status: 'done', video_url: '', image_urls: null, binary_data_base64: []};

	assert.deepEqual(readReply(answerWith(data)).answer, {
		family: 'jimeng',
		phase: 'failed',
		statusText: 'done',
		outputs: [],
		error: 'The service calls the task done, but gave no result.',
	});
});

test('a forgotten task is expired, and the service does not know it', () => {
	assert.deepEqual(readReply(answerWith({status: 'not_found'})), {
		answer: {family: 'jimeng', phase: 'expired', statusText: 'not_found', outputs: []},
		problem: {state: 'not_found', message: 'The service does not know the task: it forgets tasks after 12 hours.'},
	});
});

test('several images come in order, each once', () => {
	const data = {status: 'done', image_urls: ['https://a.example/1', 'https://a.example/2', 'https://a.example/1', '']};

	assert.deepEqual(readReply(answerWith(data)).answer?.outputs, [
		{kind: 'image', place: {type: 'url', url: 'https://a.example/1'}},
		{kind: 'image', place: {type: 'url', url: 'https://a.example/2'}},
	]);
});

test('the kind of an image inside the answer is read from its first bytes', () => {
	const mimeOf = (bytes: string) => {
		const place = readReply(answerWith({status: 'done', binary_data_base64: [btoa(bytes)]})).answer?.outputs[0]?.place;
		return place?.type === 'inline' ? (place.mime ?? 'unknown') : 'none';
	};

	assert.equal(mimeOf('\u0089PNG\r\n\u001A\n0000IHDR00000000'), 'image/png');
	assert.equal(mimeOf('\u00FF\u00D8\u00FF\u00E0'), 'image/jpeg');
	assert.equal(mimeOf('GIF89a'), 'image/gif');
	assert.equal(mimeOf('RIFF\u0000\u0000\u0000\u0000WEBPVP8 '), 'image/webp');
	assert.equal(mimeOf('something else'), 'unknown');
});

test('the size of a PNG is read from its header, as the media tells it', () => {
	const png = btoa('\u0089PNG\r\n\u001A\n\u0000\u0000\u0000\u000DIHDR\u0000\u0000\u0005\u0000\u0000\u0000\u0002\u00D0');

	const {answer} = readReply(answerWith({status: 'done', binary_data_base64: [`data:image/png;base64,${png}`]}));

	assert.deepEqual(answer, {
		family: 'jimeng',
		phase: 'succeeded',
		statusText: 'done',
		outputs: [{kind: 'image', place: {type: 'inline', base64: png, mime: 'image/png'}}],
		width: 1280,
		height: 720,
		resolutionSource: 'media',
	});
});

test('what is no base64 is no image', () => {
	for (const junk of ['', '!', 'A', 'A===', 'héllo', null, 7]) {
		assert.equal(readReply(answerWith({status: 'done', binary_data_base64: [junk]})).answer?.phase, 'failed');
	}
});

test('the size and the pictures of the request are not those of the result', () => {
	const resp_data = JSON.stringify({
		infer_ctx: {params: {height: 720, width: 1280, input_image_url: 'https://a.example/in'}},
	});

	const {answer} = readReply(answerWith({status: 'done', resp_data, video_url: 'https://a.example/out.mp4'}));

	assert.deepEqual(answer, {
		family: 'jimeng',
		phase: 'succeeded',
		statusText: 'done',
		outputs: [{kind: 'video', place: {type: 'url', url: 'https://a.example/out.mp4'}}],
	});
});
