import assert from 'node:assert/strict';
import {test} from 'node:test';
import {readReply} from '../../source/providers/read-reply.js';
import {linksOf, loadAnswer, rawReplyOf, readAnswer, replyOf} from './answer-fixture.js';

const video = 'https://a.example/v.mp4';

const problemStateOf = (body: unknown, httpStatus = 200) => readReply(replyOf(body, httpStatus)).problem?.state;

test('trap 1: a number called status is never the state of a task', () => {
	for (const status of [200, 401, 429, 10_000]) {
		assert.equal(readAnswer({status, message: 'x'})?.phase, 'unknown');
	}

	assert.equal(readAnswer({status: 200, data: {state: 4}})?.phase, 'running');
	assert.equal(problemStateOf({detail: 'Too many requests', status: 429}, 429), 'rate_limited');
});

test('trap 2: words of success about the question say nothing of the task', () => {
	for (const body of [
		{code: 0, message: 'SUCCEED', data: {task_status: 'processing'}},
		{base_resp: {status_code: 0, status_msg: 'success'}, status: 'Processing'},
		{code: 10_000, message: 'Success', data: {status: 'generating'}},
		{code: 'success', data: {status: 'IN_PROGRESS', data: null}},
		{code: 200, message: 'success', data: {taskId: 't', state: 'generating'}},
		{code: 200, message: 'success', data: {task_id: 't', task_type: 'x', status: 'processing'}},
	]) {
		assert.equal(readAnswer(body)?.phase, 'running');
	}
});

test('trap 3: JSON in a text may be invalid, and breaks nothing', () => {
	const resp_data = '{"prompt": "line\nbreak"}';
	const resultJson = '{"resultUrls": ["https://a.example/v.mp4"';

	assert.deepEqual(linksOf({code: 10_000, data: {status: 'done', resp_data, video_url: video}}), [`video ${video}`]);
	assert.equal(readAnswer({code: 200, data: {taskId: 't', state: 'success', resultJson}})?.phase, 'failed');
});

test('trap 4: two identifiers of 64 bits that a double cannot tell apart stay apart', () => {
	const fileIdOf = (id: string) => {
		const text = `{"status": "Success", "file_id": ${id}, "base_resp": {"status_code": 0}}`;
		const place = readReply({httpStatus: 200, text}).answer?.outputs[0]?.place;
		return place?.type === 'file' ? place.fileId : undefined;
	};

	for (const id of ['401047179385389059', '401047179385389071', '9007199254740993']) {
		assert.equal(fileIdOf(id), id);
	}
});

test('trap 5: the identifier in a body is not part of the answer', () => {
	const {answer} = readReply(rawReplyOf(loadAnswer('gptge-vidu-succeeded.json')));

	assert.ok(!JSON.stringify(answer).includes('817971131377016832'));
});

test('trap 6: empty texts, zeros, null and the year 1 before the end say nothing', () => {
	const output = {video_url: '', image_urls: null, width: 0, height: 0, percent: 0};
	const meta = {
		created_at: '2025-01-01T00:00:00Z',
		started_at: '0001-01-01T00:00:00Z',
		ended_at: '0001-01-01T00:00:00Z',
	};
	const error = {code: 0, message: '', raw_message: ''};

	assert.deepEqual(readAnswer({data: {task_id: 't', status: 'processing', output, meta, error}}), {
		family: 'piapi',
		phase: 'running',
		statusText: 'processing',
		progress: 0,
		outputs: [],
		createdAt: Date.parse('2025-01-01T00:00:00Z'),
	});
	assert.deepEqual(
		readAnswer({
			action: 'X',
			status: 'SUBMITTED',
			progress: '',
			submitTime: 0,
			finishTime: 0,
			imageUrl: '',
			failReason: '',
		}),
		{family: 'midjourney', phase: 'queued', statusText: 'SUBMITTED', outputs: []},
	);
});

test('trap 7: every spelling of an end is the same end', () => {
	const phaseOf = (status: string) => readAnswer({id: '1', object: 'video', status})?.phase;

	for (const [phase, words] of [
		['failed', 'Fail Failed FAILURE fail'],
		['succeeded', 'succeed succeeded success SUCCESS Completed'],
		['cancelled', 'cancelled canceled CANCEL'],
		['queued', 'queueing queuing queued'],
		['running', 'in-progress in_progress'],
	] as const) {
		for (const word of words.split(' ')) {
			assert.equal(phaseOf(word), phase);
		}
	}
});

test('trap 11: a refusal may say that the task still runs, or that nobody knows it', () => {
	assert.deepEqual(readReply(replyOf({detail: 'Request is still in progress'}, 400)), {
		answer: {family: 'fal-result', phase: 'running', statusText: 'in progress', outputs: []},
	});
	assert.equal(problemStateOf({code: 'task_not_exist', message: 'task_not_exist', data: null}, 400), 'not_found');
	assert.equal(problemStateOf({error: 'Task not found'}, 404), 'not_found');
});

test('trap 20: what a service says is inert text of one line', () => {
	const nasty = '\u001B]0;title\u0007a\u001B[2J\r\nb\u202E \u0000c\u009B31m';
	const answer = readAnswer({id: 'r', status: 'FAILED', createdAt: '2024-06-27T19:49:32Z', failure: nasty});
	const {problem} = readReply(replyOf({detail: nasty}, 429));

	assert.equal(answer?.error, 'a b c');
	assert.equal(problem?.message, 'The service asks to slow down (HTTP 429): a b c');
});

test('trap 22: HTTP 429 may be a matter of the account, and is shown in the service’s words', () => {
	assert.equal(problemStateOf({code: 1102, message: 'pack used up'}, 429), 'quota');
	assert.equal(problemStateOf({code: 1303, message: 'parallel task over resource pack limit'}, 429), 'rate_limited');
	assert.deepEqual(readReply(replyOf({error: 'Daily limit reached'}, 429)), {
		problem: {state: 'rate_limited', message: 'The service asks to slow down (HTTP 429): Daily limit reached'},
	});
});

test('trap 23: a balance that is used up is no failure of a task', () => {
	for (const raw of [
		replyOf({base_resp: {status_code: 1008, status_msg: 'insufficient balance'}}),
		replyOf({code: 402, msg: 'Insufficient credits', data: null}),
		replyOf({detail: 'Insufficient credits'}, 402),
	]) {
		const {answer, problem} = readReply(raw);

		assert.equal(answer, undefined);
		assert.equal(problem?.state, 'quota');
	}
});

test('trap 24: times without a zone are those of Beijing', () => {
	const output = {task_status: 'SUCCEEDED', video_url: video, submit_time: '2025-10-26 12:50:58.001'};

	assert.equal(readAnswer({output})?.createdAt, Date.parse('2025-10-26T04:50:58.001Z'));
});

test('trap 25: a sample of the pages with comments in it is a problem, not an answer', () => {
	const text = '{"code": 10000, // ok\n"data": {"status": "done"}}';

	assert.equal(readReply({httpStatus: 200, text}).problem?.state, 'bad_response');
});
