import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {replyOf} from './answer-fixture.js';

const refuse = (status_code: number, rest: object = {}) => ({
	...rest,
	base_resp: {status_code, status_msg: 'no'},
});

for (const [state, codes] of [
	['auth', [1004, 2049]],
	['quota', [1008, 1028, 1030, 2056]],
	['rate_limited', [1002]],
	['not_found', [2013]],
	['gateway', [1000, 1001, 1024, 1033]],
	['bad_response', [1039, 1041, 2061, 9999]],
] as const) {
	test(`the codes ${codes.join(', ')} of MiniMax say ${state} of the question and nothing of the task`, () => {
		for (const code of codes) {
			const {answer, problem} = readReply(replyOf(refuse(code)));

			assert.equal(answer, undefined);
			assert.equal(problem?.state, state);
			assert.ok(problem?.message.endsWith(`(code ${code}): no`));
		}
	});
}

test('the moderation codes of MiniMax are failures, with or without a status', () => {
	for (const body of [refuse(1026), refuse(1027, {status: ''}), refuse(1027, {status: 'Success'})]) {
		const {answer, problem} = readReply(replyOf(body));

		assert.equal(answer?.phase, 'failed');
		assert.equal(answer?.error, 'no');
		assert.equal(problem, undefined);
	}
});

test('base_resp success speaks of the question, not of the task', () => {
	const body = {task_id: '1', status: 'Fail', base_resp: {status_code: 0, status_msg: 'success'}};

	assert.deepEqual(readReply(replyOf(body)), {
		answer: {family: 'minimax-v1', phase: 'failed', statusText: 'Fail', outputs: []},
	});
});

test('zeros and empty text before the finish are neither a size nor a result', () => {
	const body = {
		status: 'Queueing',
		file_id: '',
		video_url: '',
		video_width: 0,
		video_height: 0,
		base_resp: {status_code: 0},
	};

	assert.deepEqual(readReply(replyOf(body)), {
		answer: {family: 'minimax-v1', phase: 'queued', statusText: 'Queueing', outputs: []},
	});
});

test('a 64-bit file_id that comes as a number is kept digit for digit', () => {
	const text = '{"status": "Success", "file_id": 401047179385389059, "base_resp": {"status_code": 0}}';

	assert.deepEqual(readReply({httpStatus: 200, text}).answer?.outputs, [
		{kind: 'video', place: {type: 'file', fileId: '401047179385389059'}},
	]);
});

test('a file of music is sound', () => {
	const body = {
		file: {filename: 'song.mp3', download_url: 'https://cdn.example/x'},
		base_resp: {status_code: 0, status_msg: 'success'},
	};

	assert.deepEqual(readReply(replyOf(body)).answer?.outputs, [
		{kind: 'audio', place: {type: 'url', url: 'https://cdn.example/x'}},
	]);
});

test('a file without a link is no answer', () => {
	const body = {file: {file_id: 1, download_url: ''}, base_resp: {status_code: 0, status_msg: 'success'}};

	assert.deepEqual(readReply(replyOf(body)), {
		problem: {state: 'bad_response', message: 'The service gave no link to the file.'},
	});
});

test('a task of version 2 tells its resolution class, never pixels', () => {
	const body = {
		task: {
			id: '1',
			model: 'MiniMax-H3',
			status: 'failed',
			resolution: '768P',
			error: {code: '1026', message: 'sensitive'},
			created_at: 1_785_229_015,
			updated_at: 1_785_229_195,
		},
	};

	assert.deepEqual(readReply(replyOf(body)).answer, {
		family: 'minimax-v2',
		phase: 'failed',
		statusText: 'failed',
		model: 'MiniMax-H3',
		resolutionLabel: '768P',
		outputs: [],
		error: 'sensitive',
		createdAt: 1_785_229_015_000,
		finishedAt: 1_785_229_195_000,
	});
});

test('the time of the last change is no finish while a task runs', () => {
	const body = {task: {id: '1', status: 'running', created_at: 1_785_229_015, updated_at: 1_785_229_195}};

	assert.equal(readReply(replyOf(body)).answer?.finishedAt, undefined);
});

test('the error envelope of version 2 counts even with HTTP 200', () => {
	const envelope = (message: string, http_code: string) => ({type: 'error', error: {type: 'x', message, http_code}});

	assert.equal(readReply(replyOf(envelope('login fail (1004)', '401'))).problem?.state, 'auth');
	assert.equal(readReply(replyOf(envelope('slow down', '429'))).problem?.state, 'rate_limited');
	assert.equal(readReply(replyOf(envelope('invalid task_id', '400'))).problem?.state, 'not_found');
});
