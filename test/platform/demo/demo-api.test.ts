import assert from 'node:assert/strict';
import test from 'node:test';
import {createCatalogue} from '../../../source/platform/demo/catalogue.js';
import {createDemoApi} from '../../../source/platform/demo/demo-api.js';
import type {DemoTask, Shape, Trouble} from '../../../source/platform/demo/demo-task.js';
import {createLinkSigner} from '../../../source/platform/demo/links.js';
import {createManualClock} from './fixed-time.js';

const taskOf = (id: string, shape: Shape, trouble?: Trouble): DemoTask => ({
	id,
	shape,
	model: 'a-model',
	prompt: 'a cat',
	createdAtSeconds: 0,
	runsAtSeconds: 2,
	settlesAtSeconds: 8,
	outcome: {type: 'succeeded', media: [{type: 'clip', clip: 'wide'}]},
	...(trouble && {trouble}),
});

const tasks = [
	taskOf('11', 'ark'),
	taskOf('12', 'minimax'),
	taskOf('13', 'ark', {type: 'rate-limited', firstQuestion: 2, times: 1}),
	taskOf('14', 'ark', {type: 'bad-gateway', firstQuestion: 1, times: 2}),
	taskOf('15', 'jimeng-video', {type: 'expired-link', times: 1}),
];
const tasksOnDemand = [taskOf('21', 'bailian'), taskOf('22', 'minimax')];
const authorization = 'Bearer secret';

const setUp = ({pace = 1} = {}) => {
	const clock = createManualClock();
	const signer = createLinkSigner('a secret');
	const api = createDemoApi({
		tasks,
		tasksOnDemand,
		token: 'secret',
		catalogue: createCatalogue([...tasks, ...tasksOnDemand]),
		signer,
		mediaOrigin: 'http://media',
		now: clock.now,
		pace,
	});
	const ask = (path: string) => {
		const {status, body} = api.reply(path, authorization);
		return {status, body: JSON.parse(body)};
	};

	return {clock, signer, api, ask};
};

test('the same question at the same time has the same answer, in any service', () => {
	const [one, other] = [setUp(), setUp()];
	one.clock.setSeconds(9);
	other.clock.setSeconds(9);

	assert.deepEqual(one.ask('/task/11'), one.ask('/task/11'));
	assert.deepEqual(one.ask('/task/11'), other.ask('/task/11'));
});

test('a task advances with the clock and the pace', () => {
	const slow = setUp();
	const fast = setUp({pace: 4});
	slow.clock.setSeconds(2);
	fast.clock.setSeconds(2);

	assert.equal(slow.ask('/task/11').body.status, 'running');
	assert.equal(fast.ask('/task/11').body.status, 'succeeded');
});

test('a question without the right token is refused', () => {
	const {api} = setUp();

	for (const wrong of [undefined, 'Bearer', 'Bearer wrong', 'secret', 'Token secret']) {
		const {status, body} = api.reply('/task/11', wrong);

		assert.equal(status, 401);
		assert.deepEqual(JSON.parse(body), {
			error: {message: 'Invalid token', type: 'invalid_token', param: '', code: 'invalid_token'},
		});
	}
});

test('an unknown task is not found', () => {
	const {ask} = setUp();

	assert.deepEqual(ask('/task/99'), {
		status: 404,
		body: {error: {message: 'Task 99 was not found', type: 'not_found', param: '', code: 'not_found'}},
	});
	assert.equal(ask('/task/%E0%A4%A').status, 404);
});

test('any other path is not found', () => {
	const {ask} = setUp();

	for (const path of ['/', '//', '/task', '/task/', '/task/11/more', '/v1/task/11', '/task/minimax/v1/files']) {
		assert.equal(ask(path).status, 404, path);
	}
});

test('one question in a row is one too many', () => {
	const {api} = setUp();

	const replies = Array.from({length: 3}, () => api.reply('/task/13', authorization));

	assert.deepEqual(
		replies.map(({status, headers}) => [status, headers['retry-after']]),
		[
			[200, undefined],
			[429, '3'],
			[200, undefined],
		],
	);
	assert.equal(JSON.parse(replies[1]?.body ?? '').error.code, 'rate_limit_exceeded');
});

test('the gateway fails twice in a row', () => {
	const {api} = setUp();

	const replies = Array.from({length: 3}, () => api.reply('/task/14', authorization));

	assert.deepEqual(
		replies.map(({status, headers}) => [status, headers['content-type']]),
		[
			[502, 'text/html; charset=utf-8'],
			[502, 'text/html; charset=utf-8'],
			[200, 'application/json; charset=utf-8'],
		],
	);
});

test('questions without a token do not use up a trouble', () => {
	const {api} = setUp();
	api.reply('/task/13', undefined);
	api.reply('/task/13', undefined);

	const statuses = [1, 2].map(() => api.reply('/task/13', authorization).status);

	assert.deepEqual(statuses, [200, 429]);
});

test('the first link of a task is expired, the next one works', () => {
	const {clock, signer, ask} = setUp();
	ask('/task/15');
	clock.setSeconds(8);

	const links = [1, 2, 3].map(() => new URL(ask('/task/15').body.data.video_url));

	assert.deepEqual(
		links.map(({pathname, search}) => signer.check(`${pathname}${search}`, clock.now())),
		['expired', 'valid', 'valid'],
	);
});

test('a task on demand starts with the first question about it', () => {
	const {clock, ask} = setUp();
	clock.setSeconds(100);

	const first = ask('/task/21');
	clock.setSeconds(103);
	const second = ask('/task/21');
	clock.setSeconds(108);
	const third = ask('/task/21');

	assert.deepEqual(
		[first, second, third].map(({body}) => body.output.task_status),
		['PENDING', 'RUNNING', 'SUCCEEDED'],
	);
	assert.equal(third.body.output.submit_time, '2025-10-26 12:52:38.001');
});

test('a file is exchanged for a link, once its task has succeeded', () => {
	const {clock, ask} = setUp();
	clock.setSeconds(8);
	const fileId = ask('/task/12').body.file_id;
	clock.setSeconds(7);
	const early = ask(`/task/minimax/v1/files/retrieve?file_id=${fileId}`);
	clock.setSeconds(9);
	const late = ask(`/task/minimax/v1/files/retrieve?file_id=${fileId}`);

	assert.deepEqual(early, {
		status: 200,
		body: {base_resp: {status_code: 2013, status_msg: 'invalid params, file_id'}},
	});
	assert.equal(late.body.file.file_id, Number(fileId));
	assert.match(late.body.file.download_url, /^http:\/\/media\/minimax\/12\/output-1\.mp4\?Expires=\d+&/);
});

test('an unknown file is no file', () => {
	const {ask} = setUp();

	for (const query of ['', '?file_id=', '?file_id=1']) {
		assert.equal(ask(`/task/minimax/v1/files/retrieve${query}`).body.base_resp.status_code, 2013);
	}
});
