import assert from 'node:assert/strict';
import {test} from 'node:test';
import {type JsonContext, taskJson, tasksDocument} from '../../source/output/task-json.js';
import type {Download} from '../../source/task/download.js';
import type {Output, TaskAnswer} from '../../source/task/task.js';
import type {Watch} from '../../source/task/watch.js';
import {answerOf, doneAnswer, downloadOf, noon, savedAs, video, watchOf} from '../helpers/watches.js';

/** The fields of a task in version 1 of the public interface, in its order. */
const taskFields = [
	...['id', 'provider', 'profile', 'label', 'family', 'phase', 'statusText', 'health', 'progress', 'outputs'],
	...['width', 'height', 'resolutionSource', 'durationSeconds', 'error', 'createdAt', 'finishedAt', 'firstSeenAt'],
	...['elapsedMs', 'elapsedIsApproximate'],
];
const outputFields = [
	...['kind', 'url', 'fileId', 'inline', 'width', 'height', 'expiresAt', 'path', 'bytes', 'sha256'],
];
const healthFields = ['state', 'message', 'lastAnswerAt', 'nextPollAt'];

const contextOf = (...downloads: readonly Download[]): JsonContext => ({
	downloads: new Map(downloads.map(download => [download.key, download])),
	now: noon,
	serviceOf: ({profile}) => `service of ${profile}`,
});

const jsonOf = (watch: Watch, ...downloads: readonly Download[]) => taskJson(watch, contextOf(...downloads));

const queued = watchOf('kling/text2video:314', {
	profile: 'work',
	label: '雨夜街头',
	addedAt: noon - 60_000,
	answer: answerOf({
		family: 'kling',
		phase: 'queued',
		statusText: 'submitted',
		progress: 0,
		createdAt: noon - 90_000,
	}),
	health: {lastAnswerAt: noon - 5000, nextPollAt: noon + 5000, roundTripMs: 200},
});

const saved = watchOf('9007199254740993', {
	addedAt: noon - 60_000,
	answer: doneAnswer({
		family: 'ark',
		statusText: 'succeeded',
		progress: 100,
		width: 1280,
		height: 720,
		resolutionSource: 'answer',
		durationSeconds: 5.04,
		createdAt: noon - 120_000,
		finishedAt: noon - 20_000,
		outputs: [{...video('https://m.test/1?sign=%2B'), expiresAt: noon + 3_600_000}, video('https://m.test/2')],
	}),
	health: {lastAnswerAt: noon - 20_000},
});

const neverAnswered = watchOf('0012', {
	addedAt: noon - 1000,
	health: {state: 'offline', message: 'api.test is out of reach: connection refused', failureCount: 1},
});

test('every field of the interface is there, and no other, whatever is known of a task', () => {
	for (const watch of [queued, saved, neverAnswered]) {
		const json = jsonOf(watch, downloadOf('9007199254740993', savedAs('/r/1.mp4')));

		assert.deepEqual(Object.keys(json), taskFields);
		assert.deepEqual(Object.keys(json.health), healthFields);
		for (const output of json.outputs) {
			assert.deepEqual(Object.keys(output), outputFields);
		}
	}
});

test('nothing is left out where it is not known: it is null', () => {
	for (const watch of [queued, saved, neverAnswered]) {
		const json = jsonOf(watch);

		assert.deepEqual(JSON.parse(JSON.stringify(json)), json);
	}
});

test('a task that waits is told with the label, the service and the health of the asking', () => {
	assert.deepEqual(jsonOf(queued), {
		id: 'kling/text2video:314',
		provider: 'service of work',
		profile: 'work',
		label: '雨夜街头',
		family: 'kling',
		phase: 'queued',
		statusText: 'submitted',
		health: {
			state: 'ok',
			message: null,
			lastAnswerAt: '2030-01-01T11:59:55.000Z',
			nextPollAt: '2030-01-01T12:00:05.000Z',
		},
		progress: 0,
		outputs: [],
		width: null,
		height: null,
		resolutionSource: null,
		durationSeconds: null,
		error: null,
		createdAt: '2030-01-01T11:58:30.000Z',
		finishedAt: null,
		firstSeenAt: '2030-01-01T11:59:00.000Z',
		elapsedMs: 90_000,
		elapsedIsApproximate: false,
	});
});

test('a task whose file is saved is told with the place, the size and the checksum of that file alone', () => {
	const {outputs, ...json} = jsonOf(saved, downloadOf('9007199254740993', savedAs('/r/1.mp4', 8_400_000)));

	assert.deepEqual(json, {
		id: '9007199254740993',
		provider: 'service of default',
		profile: 'default',
		label: null,
		family: 'ark',
		phase: 'succeeded',
		statusText: 'succeeded',
		health: {state: 'ok', message: null, lastAnswerAt: '2030-01-01T11:59:40.000Z', nextPollAt: null},
		progress: 100,
		width: 1280,
		height: 720,
		resolutionSource: 'answer',
		durationSeconds: 5.04,
		error: null,
		createdAt: '2030-01-01T11:58:00.000Z',
		finishedAt: '2030-01-01T11:59:40.000Z',
		firstSeenAt: '2030-01-01T11:59:00.000Z',
		elapsedMs: 100_000,
		elapsedIsApproximate: false,
	});
	const common = {kind: 'video', fileId: null, inline: false};
	assert.deepEqual(outputs, [
		{
			...common,
			...{width: 1280, height: 720},
			url: 'https://m.test/1?sign=%2B',
			expiresAt: '2030-01-01T13:00:00.000Z',
			path: '/r/1.mp4',
			bytes: 8_400_000,
			sha256: 'abc',
		},
		{
			...common,
			...{width: null, height: null},
			...{url: 'https://m.test/2', expiresAt: null, path: null, bytes: null, sha256: null},
		},
	]);
});

test('a task that never answered is told with what is wrong with the asking, and with no phase of its own', () => {
	assert.deepEqual(jsonOf(neverAnswered), {
		id: '0012',
		provider: 'service of default',
		profile: 'default',
		label: null,
		family: null,
		phase: 'unknown',
		statusText: null,
		health: {
			state: 'offline',
			message: 'api.test is out of reach: connection refused',
			lastAnswerAt: null,
			nextPollAt: null,
		},
		progress: null,
		outputs: [],
		width: null,
		height: null,
		resolutionSource: null,
		durationSeconds: null,
		error: null,
		createdAt: null,
		finishedAt: null,
		firstSeenAt: '2030-01-01T11:59:59.000Z',
		elapsedMs: 1000,
		elapsedIsApproximate: true,
	});
});

test('an answer of a shape that nobody knows is of no family', () => {
	assert.equal(jsonOf(watchOf('a', {answer: answerOf({family: 'unknown', phase: 'unknown'})})).family, null);
});

test('pixels are told of the first output that can be looked at, and measured ones of the one that was measured', () => {
	const outputs: readonly Output[] = [
		{kind: 'audio', place: {type: 'url', url: 'https://m.test/1.mp3'}},
		{kind: 'video', place: {type: 'file', fileId: '7'}},
		video('https://m.test/2'),
	];
	const sizesOf = (answer: Partial<TaskAnswer>) =>
		jsonOf(watchOf('a', {answer: doneAnswer({outputs, ...answer})})).outputs.map(({width, height}) => [width, height]);
	const size = {width: 1280, height: 720};
	const none = [null, null];

	assert.deepEqual(sizesOf({...size, resolutionSource: 'answer'}), [none, [1280, 720], none]);
	assert.deepEqual(sizesOf({...size, resolutionSource: 'media'}), [none, none, [1280, 720]]);
	assert.deepEqual(sizesOf({}), [none, none, none]);
});

test('an output is told by where it is to be had, and bytes are not spelt out', () => {
	const places: readonly Output['place'][] = [
		{type: 'url', url: 'https://m.test/1'},
		{type: 'file', fileId: '9007199254740993'},
		{type: 'content', path: '/v1/videos/1/content'},
		{type: 'content', path: '/v1beta/files/1', url: 'https://api.test/v1beta/files/1'},
		{type: 'inline', base64: 'A'.repeat(1000), mime: 'image/png'},
	];
	const answer = doneAnswer({outputs: places.map(place => ({kind: 'image', place}))});

	const {outputs} = jsonOf(watchOf('a', {answer}));

	assert.deepEqual(
		outputs.map(({kind, url, fileId, inline}) => [kind, url, fileId, inline]),
		[
			['image', 'https://m.test/1', null, false],
			['image', null, '9007199254740993', false],
			['image', null, null, false],
			['image', 'https://api.test/v1beta/files/1', null, false],
			['image', null, null, true],
		],
	);
	assert.ok(!JSON.stringify(outputs).includes('AAAA'));
});

test('a file that is under way or failed is not told as one', () => {
	const answer = doneAnswer();
	for (const state of [{type: 'queued'}, {type: 'failed', message: 'no space'}] as const) {
		const [output] = jsonOf(watchOf('a', {answer}), downloadOf('a', state)).outputs;

		assert.deepEqual([output?.path, output?.bytes, output?.sha256], [null, null, null]);
	}
});

test('the reason of a failure is told', () => {
	assert.equal(jsonOf(watchOf('a', {answer: answerOf({phase: 'failed', error: 'Too long'})})).error, 'Too long');
});

test('a settled task whose end nobody saw took as long as until it was first seen at most', () => {
	const elapsedOf = (answer: Watch['answer'] & {}) => {
		const {elapsedMs, elapsedIsApproximate} = jsonOf(watchOf('a', {addedAt: noon, answer}));
		return [elapsedMs, elapsedIsApproximate];
	};

	assert.deepEqual(elapsedOf(doneAnswer()), [0, true]);
	assert.deepEqual(elapsedOf(doneAnswer({createdAt: noon - 5000})), [5000, true]);
});

test('tasks are one document of version 1, in the order of the list', () => {
	const document: unknown = JSON.parse(tasksDocument([queued, neverAnswered], contextOf()));

	assert.deepEqual(document, {v: 1, tasks: [jsonOf(queued), jsonOf(neverAnswered)]});
	assert.deepEqual(JSON.parse(tasksDocument([], contextOf())), {v: 1, tasks: []});
});
