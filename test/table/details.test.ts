import assert from 'node:assert/strict';
import {test} from 'node:test';
import {detailsOf} from '../../source/table/details.js';
import {formatTimeOfDay} from '../../source/table/format.js';
import type {Download} from '../../source/task/download.js';
import type {Watch} from '../../source/task/watch.js';
import {answerOf, doneAnswer, downloadOf, noon, savedAs, someWatch, video, videoOutput} from '../helpers/watches.js';
import {contextOf} from './row-context.js';

const linesOf = (watch: Watch, downloads: readonly Download[] = []): readonly string[] =>
	detailsOf(watch, contextOf(downloads)).map(({title, value}) => `${title}: ${value.text}`);

const spanOf = (title: string, watch: Watch, downloads: readonly Download[] = []) =>
	detailsOf(watch, contextOf(downloads)).find(detail => detail.title === title)?.value;

const time = formatTimeOfDay;
const createdAt = noon - 161_000;

test('a task that runs tells its status, model, times and asking', () => {
	const watch = someWatch({
		answer: answerOf({statusText: 'generating', progress: 42.9, model: 'sora-2', createdAt}),
		health: {lastAnswerAt: noon - 5000, roundTripMs: 120, nextPollAt: noon + 7000},
	});

	assert.deepEqual(linesOf(watch), [
		'status: ● running · the service says: generating · 42%',
		'model: sora-2',
		`time: elapsed 2m 41s · started ${time(createdAt)}`,
		'asking: last answer 5s ago · took 120 ms · next in 7s',
	]);
});

test('a task that is done tells its result before all else', () => {
	const watch = someWatch({
		answer: doneAnswer({
			model: 'sora-2',
			width: 1280,
			height: 720,
			durationSeconds: 5.04,
			createdAt,
			finishedAt: noon - 1000,
		}),
		health: {lastAnswerAt: noon},
	});

	assert.deepEqual(linesOf(watch), [
		'status: ✓ done',
		'result: https://media.example/v.mp4',
		'model: sora-2 · 1280x720 · 5s',
		`time: elapsed 2m 40s · started ${time(createdAt)} · ended ${time(noon - 1000)}`,
		'asking: last answer 0s ago',
	]);
	assert.equal(spanOf('result', watch)?.link, 'https://media.example/v.mp4');
});

test('a task that nobody was asked about yet says so', () => {
	assert.deepEqual(linesOf(someWatch({addedAt: noon - 60_000})), [
		'status: ? asking',
		`time: elapsed 1m · watched since ${time(noon - 60_000)}, the service tells no start`,
		'asking: no answer yet',
	]);
});

test('a task that failed tells the reason next to its status', () => {
	const watch = someWatch({answer: answerOf({phase: 'failed', error: 'The prompt was refused.'})});

	assert.equal(linesOf(watch)[1], 'reason: The prompt was refused.');
	assert.equal(spanOf('reason', watch)?.tone, 'bad');
});

test('a trouble with asking is told in words', () => {
	const health = {
		state: 'offline',
		message: 'api.example is out of reach.',
		lastAnswerAt: noon - 60_000,
		nextPollAt: noon + 8000,
	} as const;

	assert.deepEqual(spanOf('asking', someWatch({answer: answerOf(), health})), {
		text: 'api.example is out of reach. · last answer 1m ago · next in 8s',
		tone: 'trouble',
	});
});

test('a question that is due does not say “in now”', () => {
	const {text} = spanOf('asking', someWatch({health: {nextPollAt: noon}})) ?? {text: ''};

	assert.doesNotMatch(text, /in now/);
});

test('a task that was given up says so', () => {
	const health = {state: 'not_found', message: 'The service does not know the task.'} as const;

	assert.deepEqual(spanOf('asking', someWatch({isGivenUp: true, health})), {
		text: 'The service does not know the task. · no answer yet · given up',
		tone: 'trouble',
	});
});

test('each place of a result is told as what it is', () => {
	const outputs = [
		videoOutput,
		{kind: 'video', place: {type: 'file', fileId: '123'}},
		{kind: 'video', place: {type: 'content', path: '/v1/videos/1/content'}},
		{kind: 'image', place: {type: 'inline', base64: 'AAAA'}},
	] as const;

	assert.deepEqual(linesOf(someWatch({answer: doneAnswer({outputs})})).slice(1, 5), [
		'result 1: https://media.example/v.mp4',
		'result 2: video, file_id 123: the link is fetched when it is downloaded',
		'result 3: video: the link is fetched when it is downloaded',
		'result 4: image, held in the answer itself',
	]);
});

test('results that are not taken are told of behind those that are', () => {
	const watch = someWatch({answer: doneAnswer({outputs: [videoOutput, videoOutput], leftOutCount: 7})});

	const details = detailsOf(watch, contextOf([]));

	assert.deepEqual(
		details.slice(1, 4).map(({title}) => title),
		['result 1', 'result 2', 'left out'],
	);
	assert.deepEqual(spanOf('left out', watch), {
		text: '7 more results: no more than 2 are taken of one task',
		tone: 'trouble',
	});
});

test('each result tells of its own download', () => {
	const outputs = [videoOutput, video('https://media.example/w.mp4'), video('https://media.example/x.mp4')];
	const watch = someWatch({answer: doneAnswer({outputs})});
	const downloads = [
		downloadOf(watch.id, {type: 'failed', message: 'The link has expired.'}, 2),
		downloadOf(watch.id, savedAs('/results/cgt-1.mp4', 8_440_000), 0),
	];

	assert.deepEqual(
		detailsOf(watch, contextOf(downloads))
			.slice(1, 4)
			.map(({value}) => value),
		[
			{text: '/results/cgt-1.mp4 (8.4 MB)', tone: 'good', link: 'https://media.example/v.mp4'},
			{text: 'https://media.example/w.mp4', tone: 'plain', link: 'https://media.example/w.mp4'},
			{text: 'not saved: The link has expired.', tone: 'bad', link: 'https://media.example/x.mp4'},
		],
	);
});

test('a result that the disk does not take tells why', () => {
	const watch = someWatch({answer: doneAnswer()});
	const blocked = downloadOf(watch.id, {type: 'blocked', until: noon + 5000, message: '/r is read-only'});

	assert.deepEqual(spanOf('result', watch, [blocked]), {
		text: 'retry in 5s: /r is read-only',
		tone: 'trouble',
		link: 'https://media.example/v.mp4',
	});
});
