import assert from 'node:assert/strict';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {type TestContext, test} from 'node:test';
import {type GetOptions, getTasks} from '../../source/subcommands/get-tasks.js';
import {UsageError} from '../../source/task/errors.js';
import {accountAt} from '../helpers/accounts.js';
import {startFakeService} from '../helpers/fake-service.js';
import {taskId, taskIds} from '../helpers/watches.js';

const answers: Readonly<Record<string, readonly [number, unknown]>> = {
	'/task/run': [200, {id: 'cgt-20250702010712-run', model: 'seedance', status: 'running', created_at: 1_751_389_632}],
	'/task/fail': [
		200,
		{id: 'cgt-20250702010712-fail', model: 'seedance', status: 'failed', error: {code: 'x', message: 'Too long'}},
	],
	'/task/auth': [401, {error: {message: 'Incorrect API key provided'}}],
	'/task/busy': [502, {}],
	'/task/gone': [404, {error: {code: 'ResourceNotFound', message: 'The specified task was not found'}}],
	'/v1/videos/text2video/7': [
		200,
		{
			code: 0,
			message: 'SUCCEED',
			data: {
				task_id: '7',
				task_status: 'succeed',
				created_at: 1_751_389_632_000,
				updated_at: 1_751_389_692_000,
				task_result: {videos: [{id: 'v', url: 'https://m.test/7.mp4', duration: '5'}]},
			},
		},
	],
};

const answer = (request: IncomingMessage, response: ServerResponse): void => {
	const [status, body] = answers[request.url ?? ''] ?? [500, {}];
	response.writeHead(status, {'content-type': 'application/json'}).end(JSON.stringify(body));
};

const start = async (context: TestContext, handler = answer) => {
	const server = await startFakeService(handler);
	context.after(server.close);
	return {
		server,
		get: async (ids: readonly string[], options: Partial<GetOptions> = {}) =>
			getTasks({
				ids: taskIds(...ids),
				accounts: [
					accountAt(server.url),
					accountAt(server.url, {profile: 'video', service: 'kling', key: 'access:secret'}),
				],
				version: '1.2.3',
				signal: new AbortController().signal,
				format: 'text',
				...options,
			}),
	};
};

type Document = {readonly v: number; readonly tasks: ReadonlyArray<Readonly<Record<string, unknown>>>};

test('each task is asked about once, and told in a line, in the order in which they were named', async context => {
	const {get, server} = await start(context);

	const {text, code} = await get(['fail', 'run', 'kling/text2video:7', 'run']);

	assert.deepEqual(server.requests.map(({path}) => path).toSorted(), [
		'/task/fail',
		'/task/run',
		'/v1/videos/text2video/7',
	]);
	const lines = text.split('\n');
	assert.match(lines[0] ?? '', /^fail {2}failed {2}.*Too long$/v);
	assert.match(lines[1] ?? '', /^run {2}running {2}/v);
	assert.equal(lines[2], 'kling/text2video:7  done  1m  https://m.test/7.mp4');
	assert.deepEqual([lines.length, code], [3, 0]);
});

test('as JSON it is one document, with the service, the profile and the phase of each', async context => {
	const {get} = await start(context);

	const {text, code} = await get(['run', 'kling/text2video:7'], {format: 'json'});

	const {v, tasks} = JSON.parse(text) as Document;
	assert.deepEqual(
		{
			v,
			tasks: tasks.map(({id, provider, profile, family, phase, elapsedMs}) => [
				...[id, provider, profile, family, phase],
				typeof elapsedMs,
			]),
		},
		{
			v: 1,
			tasks: [
				['run', 'gptge', 'default', 'ark', 'running', 'number'],
				['kling/text2video:7', 'kling', 'video', 'kling', 'succeeded', 'number'],
			],
		},
	);
	assert.equal(code, 0);
});

test('as lines of JSON each task is one: an answer, or why there is none', async context => {
	const {get} = await start(context);

	const {text, code} = await get(['run', 'gone'], {format: 'ndjson'});

	const events = text.split('\n').map(line => JSON.parse(line) as {v: number; event: string; task: {id: string}});
	assert.deepEqual(
		events.map(({v, event, task}) => [v, event, task.id]),
		[
			[1, 'phase', 'run'],
			[1, 'health', 'gone'],
		],
	);
	assert.equal(code, 8);
});

test('a question that is not answered tells why, and how bad that is in the exit code', async context => {
	const {get} = await start(context);
	const codeOf = async (...ids: readonly string[]) => (await get(ids)).code;

	assert.deepEqual(
		[await codeOf('run'), await codeOf('auth'), await codeOf('gone'), await codeOf('busy')],
		[0, 4, 8, 6],
	);
	assert.deepEqual([await codeOf('run', 'busy', 'gone'), await codeOf('gone', 'auth', 'busy')], [8, 4]);
	assert.match((await get(['auth'])).text, /^auth {2}.*Incorrect API key provided/v);
});

test('a service that is out of reach is told, and the other tasks are told all the same', async context => {
	const {get, server} = await start(context);
	const gone = await startFakeService(answer);
	await gone.close();

	const {text, code} = await get(['run', 'kling/text2video:7'], {
		accounts: [accountAt(server.url), accountAt(gone.url, {profile: 'video', service: 'kling', key: 'access:secret'})],
	});

	const {host} = new URL(gone.url);
	assert.match(text, /^run {2}running/v);
	assert.match(text, new RegExp(`^kling/text2video:7 {2}.*${host} is out of reach: connection refused$`, 'm'));
	assert.equal(code, 6);
});

test('a task of a service without an account is told with what to do, and no key goes anywhere', async context => {
	const {get, server} = await start(context);

	const {text, code} = await get(['vidu:1']);

	assert.match(text, /The profile “default” is for gptge, not for vidu\./v);
	assert.equal(code, 4);
	assert.deepEqual(server.requests, []);
});

test('where no task is named it is said how', async context => {
	const {get} = await start(context);

	await assert.rejects(get([]), new UsageError('There is nothing to ask about. Name a task ID: taskwatch get ID'));
});

test('an abort ends it', async context => {
	const controller = new AbortController();
	const reason = new Error('not wanted');
	const {get} = await start(context, () => controller.abort(reason));

	await assert.rejects(get([taskId('run')], {signal: controller.signal}), reason);
});
