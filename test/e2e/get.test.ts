import assert from 'node:assert/strict';
import {before, suite, test} from 'node:test';
import {askedAnswers} from '../answers/asked-answers.js';
import {type Home, makeHome, runProgram} from '../helpers/built-program.js';
import {makeCanary} from '../helpers/canary.js';
import {startFakeService} from '../helpers/fake-service.js';
import {loadAnswer} from '../providers/answer-fixture.js';
import {checkPrinted} from './check-printed.js';
import {startFakeAccount, watching} from './fake-account.js';
import {type PrintedAnswer, type PrintedTask, printAnswers} from './get-answers.js';
import {startTwoServices, writeConfig, writeKeyCommand} from './two-services.js';

const id = '314052875571396';
const klingId = 'kling/text2video:866889456698785798';

suite('get, for every documented answer', () => {
	let printed: readonly PrintedAnswer[] = [];
	before(async () => {
		printed = await printAnswers();
	});

	for (const {name, provider} of askedAnswers) {
		test(`${name} comes out of get --json at ${provider} as documented`, () => {
			const answer = printed.find(each => each.name === name);

			assert.ok(answer);
			checkPrinted(answer);
		});
	}
});

const tell = async (home: Home, ...args: readonly string[]) => {
	const {exitCode, output, errorOutput} = await runProgram({home, args, env: {TASKWATCH_TOKEN: makeCanary()}});
	return {exitCode, output, errorOutput};
};

suite('get', {concurrency: 2}, () => {
	test('without --json a task is one line', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		const link = 'https://media.example/v.mp4?Signature=a%2Bb';
		account.tell(id, {id, status: 'succeeded', content: {video_url: link}, created_at: 1_751_389_632});

		const {exitCode, output, errorOutput} = await runProgram(watching(account, home, 'get', id));

		assert.deepEqual({exitCode, errorOutput}, {exitCode: 0, errorOutput: ''});
		assert.match(output, /^314052875571396 {2}[^\n]+\n$/v);
		assert.ok(output.endsWith(`  ${link}\n`));
	});

	test('a failed task is an answer: 0', async () => {
		await using home = await makeHome();
		await using account = await startFakeAccount();
		account.tell(id, loadAnswer('gptge-pic-failed.json').body);

		const {exitCode, output} = await runProgram(watching(account, home, 'get', id));

		assert.equal(exitCode, 0);
		assert.match(output, /^314052875571396 {2}failed [^\n]*Invalid image[^\n]*\n$/v);
	});

	test('a service that is not there: 6', async () => {
		await using home = await makeHome();
		const gone = await startFakeService(() => undefined);
		await gone.close();

		const {exitCode, output} = await tell(home, 'get', id, '--base-url', gone.url, '--json');

		const {tasks} = JSON.parse(output) as {tasks: readonly PrintedTask[]};
		const health = tasks[0]?.['health'] as PrintedTask;
		assert.deepEqual(
			{exitCode, phase: tasks[0]?.['phase'], family: tasks[0]?.['family'], health: health['state']},
			{exitCode: 6, phase: 'unknown', family: null, health: 'offline'},
		);
		assert.equal(health['message'], `${new URL(gone.url).host} is out of reach: connection refused`);
	});

	test('without an ID: 2', async () => {
		await using home = await makeHome();

		assert.deepEqual(await tell(home, 'get'), {
			exitCode: 2,
			output: '',
			errorOutput: 'taskwatch: There is nothing to ask about. Name a task ID: taskwatch get ID\n',
		});
	});

	test('a provider that nobody knows, and those that cannot be asked: 2, with the reason', async () => {
		await using home = await makeHome();
		const reasons = {
			nobody:
				/^taskwatch: --provider: “nobody” is no provider that taskwatch knows\. It may be gptge, minimax, [^\n]+\.\n$/v,
			volcengine: /^taskwatch: --provider: Volcengine’s visual API needs a signed request [^\n]+\n$/v,
			vertex: /^taskwatch: --provider: Vertex AI needs a project, a location and an OAuth login\. [^\n]+\n$/v,
		};

		for (const [name, reason] of Object.entries(reasons)) {
			const {exitCode, output, errorOutput} = await tell(home, 'get', id, '--provider', name);

			assert.deepEqual({name, exitCode, output}, {name, exitCode: 2, output: ''});
			assert.match(errorOutput, reason);
		}
	});

	test('a task whose kind is not said is not asked about, and the reason tells how to say it', async () => {
		await using home = await makeHome();
		await using server = await startTwoServices();
		const args = ['--provider', 'kling', '--base-url', `${server.url}/kling`];

		const {exitCode, output} = await tell(home, 'get', '866889456698785798', ...args);

		assert.equal(exitCode, 6);
		assert.match(output, /kling needs ACTION, such as text2video; images\/ACTION for pictures before the ID/v);
		assert.deepEqual(server.requests, []);
	});

	test('the key of a profile comes from its tokenCommand', async () => {
		await using home = await makeHome();
		await using server = await startTwoServices();
		const key = makeCanary();
		await writeConfig(home, {
			work: {baseUrl: `${server.url}/gptge`, tokenCommand: await writeKeyCommand(home, 'print-key', key)},
		});

		const asJson = await runProgram({home, args: ['get', id, '--profile', 'work', '--json']});
		const asText = await runProgram({home, args: ['get', id, '--profile', 'work']});

		assert.deepEqual([asJson.exitCode, asText.exitCode], [0, 0]);
		const {tasks} = JSON.parse(asJson.output) as {tasks: readonly PrintedTask[]};
		assert.deepEqual([tasks[0]?.['profile'], tasks[0]?.['phase']], ['work', 'succeeded']);
		assert.deepEqual(
			server.requests.map(({headers}) => headers.authorization),
			[`Bearer ${key}`, `Bearer ${key}`],
		);
	});

	test('two profiles side by side in one call: each task is asked about with its own key alone', async () => {
		await using home = await makeHome();
		await using server = await startTwoServices();
		const [key, accessKey, secretKey] = [makeCanary(), makeCanary(), makeCanary()] as const;
		await writeConfig(home, {
			default: {
				baseUrl: `${server.url}/gptge`,
				tokenCommand: await writeKeyCommand(home, 'print-key', key),
			},
			studio: {
				provider: 'kling',
				baseUrl: `${server.url}/kling`,
				tokenCommand: await writeKeyCommand(home, 'print-kling-key', `${accessKey}:${secretKey}`),
			},
		});

		const {exitCode, output, errorOutput} = await runProgram({home, args: ['get', id, klingId, '--json']});

		assert.deepEqual({exitCode, errorOutput}, {exitCode: 0, errorOutput: ''});
		const {tasks} = JSON.parse(output) as {tasks: readonly PrintedTask[]};
		assert.deepEqual(
			tasks.map(task => [task['id'], task['provider'], task['profile'], task['phase'], task['family']]),
			[
				[id, 'gptge', 'default', 'succeeded', 'minimax-v1'],
				[klingId, 'kling', 'studio', 'succeeded', 'kling'],
			],
		);
		const keys = new Map(server.requests.map(request => [request.path, request.headers.authorization ?? '']));
		assert.equal(keys.size, 2);
		assert.equal(keys.get(`/gptge/task/${id}`), `Bearer ${key}`);
		const token = keys.get('/kling/v1/videos/text2video/866889456698785798')?.replace(/^Bearer /v, '') ?? '';
		const issuer = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).iss;
		assert.equal(issuer, accessKey);
	});
});
