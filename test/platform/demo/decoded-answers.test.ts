import assert from 'node:assert/strict';
import test from 'node:test';
import {createCatalogue} from '../../../source/platform/demo/catalogue.js';
import {createDemoApi} from '../../../source/platform/demo/demo-api.js';
import type {DemoTask} from '../../../source/platform/demo/demo-task.js';
import {createLinkSigner} from '../../../source/platform/demo/links.js';
import {demoScript, moreTasksScript} from '../../../source/platform/demo/script.js';
import {readLink} from '../../../source/providers/read-link.js';
import {type RawReply, readReply} from '../../../source/providers/read-reply.js';
import {createManualClock} from './fixed-time.js';

const setUp = () => {
	const clock = createManualClock();
	const api = createDemoApi({
		tasks: demoScript,
		tasksOnDemand: moreTasksScript,
		token: 'secret',
		catalogue: createCatalogue([...demoScript, ...moreTasksScript]),
		signer: createLinkSigner('a secret'),
		mediaOrigin: 'http://127.0.0.1:1',
		now: clock.now,
		pace: 1,
	});
	const ask = (target: string, token = 'secret'): RawReply => {
		const {status, headers, body} = api.reply(target, `Bearer ${token}`);
		return {httpStatus: status, contentType: headers['content-type'], text: body};
	};

	return {clock, ask, read: (target: string, token?: string) => readReply(ask(target, token))};
};

const expectedPhase = (task: DemoTask, seconds: number) => {
	if (seconds >= task.settlesAtSeconds) {
		return task.outcome.type;
	}

	return seconds >= task.runsAtSeconds ? 'running' : 'queued';
};

/** Of a Vidu task, the second file is a cover. */
const expectedOutputCount = ({shape, outcome}: DemoTask): number => {
	const mediaCount = outcome.type === 'succeeded' ? outcome.media.length : 0;
	return shape === 'vidu' ? 1 : mediaCount;
};

test('every answer of every task reads as its phase, second by second, but for the troubles', () => {
	const {clock, read} = setUp();
	const problems = new Map<string, readonly (string | undefined)[]>();

	for (let seconds = 0; seconds <= 42; seconds++) {
		clock.setSeconds(seconds);
		for (const task of [...demoScript, ...moreTasksScript]) {
			const {answer, problem} = read(`/task/${task.id}`);
			if (problem) {
				problems.set(task.id, [...(problems.get(task.id) ?? []), problem.state]);
			} else {
				const {phase, outputs, error} = answer ?? {};
				const expected = expectedPhase(task, seconds);
				const reason = expected === 'failed' && task.outcome.type === 'failed' ? task.outcome.message : '';
				assert.equal(phase, expected, `${task.id} at ${seconds} s`);
				assert.equal(outputs?.length, expected === 'succeeded' ? expectedOutputCount(task) : 0);
				assert.ok((error ?? '').includes(reason), `${task.id} failed for “${error}”`);
			}
		}
	}

	assert.deepEqual(Object.fromEntries(problems), {
		'817971131377016832': ['gateway', 'gateway'],
		'28e9810b-ca6a-4c0d-8af2-13aa1a48949c': ['rate_limited'],
	});
});

test('the shapes are told apart', () => {
	const {read} = setUp();

	const families = demoScript.map(({id}) => read(`/task/${id}`).answer?.family);

	assert.equal(new Set(families).size, 6);
	assert.ok(!families.includes('unknown'));
});

test('times and sizes are read as the script has them', () => {
	const {clock, read} = setUp();
	clock.setSeconds(26);

	const {answer} = read('/task/ac22cbc8-3fb3-45b6-9091-d8a7b41650bc');

	assert.deepEqual(
		[answer?.width, answer?.height, answer?.durationSeconds, answer?.createdAt, answer?.finishedAt],
		[832, 480, 2, clock.now() - 28_000, clock.now()],
	);
});

test('the file of a task is exchanged for a link, even where its number is too large for JavaScript', () => {
	const {clock, ask, read} = setUp();
	clock.setSeconds(40);
	const place = read('/task/401047179385389059').answer?.outputs[0]?.place;
	assert.ok(place?.type === 'file');

	const {url} = readLink(ask(`/task/minimax/v1/files/retrieve?file_id=${place.fileId}`));

	assert.ok(!Number.isSafeInteger(Number(place.fileId)));
	assert.match(url ?? '', /^http:\/\/127\.0\.0\.1:1\/minimax\/401047179385389059\/output-1\.mp4\?/);
});

test('refusals read as what they are', () => {
	const {read} = setUp();

	assert.equal(read('/task/1').problem?.state, 'not_found');
	assert.equal(read('/task/314052875571396', 'wrong').problem?.state, 'auth');
});
