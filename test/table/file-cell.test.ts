import assert from 'node:assert/strict';
import {test} from 'node:test';
import {fileCell} from '../../source/table/file-cell.js';
import type {DownloadState} from '../../source/task/download.js';
import type {Watch} from '../../source/task/watch.js';
import {answerOf, doneAnswer, downloadOf, noon, savedAs, someWatch, video, videoOutput} from '../helpers/watches.js';
import {contextOf} from './row-context.js';

const url = 'https://media.example/v.mp4';
const one = someWatch({answer: doneAnswer()});
const two = someWatch({answer: doneAnswer({outputs: [videoOutput, video('https://media.example/w.mp4')]})});

/** The cell, with one state for each of the outputs from the first one on. */
const cellOf = (watch: Watch, ...states: readonly DownloadState[]) =>
	fileCell(watch, contextOf(states.map((state, index) => downloadOf(watch.id, state, index))));

test('a task that is under way has no result yet', () => {
	const nothing = {text: '—', tone: 'faint'};

	assert.deepEqual([cellOf(someWatch()), cellOf(someWatch({answer: answerOf()}))], [nothing, nothing]);
});

test('a task that failed tells why', () => {
	const watch = someWatch({answer: answerOf({phase: 'failed', error: 'The prompt was refused.'})});

	assert.deepEqual(cellOf(watch), {text: 'The prompt was refused.', tone: 'bad'});
});

test('a task that failed without a reason tells nothing', () => {
	assert.deepEqual(cellOf(someWatch({answer: answerOf({phase: 'failed'})})), {text: '—', tone: 'faint'});
});

test('a task that was given up tells why', () => {
	const health = {state: 'not_found', message: 'The service does not know the task.'} as const;

	assert.deepEqual(cellOf(someWatch({isGivenUp: true, health})), {
		text: 'The service does not know the task.',
		tone: 'bad',
	});
});

test('a result that is ready leads to its link', () => {
	assert.deepEqual(cellOf(one), {text: 'video ready', tone: 'strong', link: url});
});

test('several results are counted', () => {
	assert.deepEqual(cellOf(two), {text: '2 videos ready', tone: 'strong', link: url});
});

test('a result without a link of its own is ready all the same', () => {
	const answer = doneAnswer({outputs: [{kind: 'image', place: {type: 'inline', base64: 'AAAA'}}]});

	assert.deepEqual(cellOf(someWatch({answer})), {text: 'image ready', tone: 'strong', link: undefined});
});

test('a task that is done without any result says so', () => {
	assert.deepEqual(cellOf(someWatch({answer: doneAnswer({outputs: []})})), {
		text: 'no result in the answer',
		tone: 'trouble',
	});
});

test('a download waits for its turn', () => {
	assert.deepEqual(cellOf(one, {type: 'queued'}), {text: '↓ waiting for its turn', tone: 'busy'});
});

test('a download of known size tells how far it is', () => {
	const state = {type: 'receiving', receivedBytes: 4_200_000, totalBytes: 8_400_000} as const;

	assert.deepEqual(cellOf(one, state), {text: '↓ 50% 4.2 MB of 8.4 MB', tone: 'busy'});
});

test('a download of unknown size tells how much has come', () => {
	const states = [
		{type: 'receiving', receivedBytes: 4_200_000},
		{type: 'receiving', receivedBytes: 0, totalBytes: 0},
	] as const;

	assert.deepEqual(
		states.map(state => cellOf(one, state).text),
		['↓ 4.2 MB', '↓ 0 B'],
	);
});

test('downloads of one task are told together', () => {
	const half = {type: 'receiving', receivedBytes: 1_000_000, totalBytes: 2_000_000} as const;
	const none = {type: 'receiving', receivedBytes: 0, totalBytes: 2_000_000} as const;

	assert.equal(cellOf(two, half, none).text, '↓ 25% 1 MB of 4 MB');
	assert.equal(cellOf(two, half, {type: 'receiving', receivedBytes: 500_000}).text, '↓ 1.5 MB');
	assert.equal(cellOf(two, half, {type: 'queued'}).text, '↓ 50% 1 MB of 2 MB');
});

test('a download that will be tried again tells when and why', () => {
	const state = {type: 'waiting', until: noon + 8000, message: 'connection reset'} as const;

	assert.deepEqual(cellOf(one, state), {text: '↓ retry in 8s: connection reset', tone: 'busy'});
});

test('a download that is to be tried again at once does not say “in now”', () => {
	const {text} = cellOf(one, {type: 'waiting', until: noon, message: 'connection reset'});

	assert.doesNotMatch(text, /in now/);
	assert.match(text, /: connection reset$/);
});

test('a download that the disk does not take tells why, and when it is tried again where that is known', () => {
	const full = {type: 'blocked', message: 'Too little space is left.'} as const;
	const locked = {type: 'blocked', until: noon + 10_000, message: '/r is read-only'} as const;

	assert.deepEqual(cellOf(two, {type: 'queued'}, full), {
		text: '↓ paused: Too little space is left.',
		tone: 'trouble',
	});
	assert.deepEqual(cellOf(one, locked), {text: '↓ retry in 10s: /r is read-only', tone: 'trouble'});
});

test('a failed download tells why', () => {
	assert.deepEqual(cellOf(one, {type: 'failed', message: 'The link has expired.'}), {
		text: 'not saved: The link has expired.',
		tone: 'bad',
	});
});

test('one that failed is not hidden by one that is saved, but by one that is under way', () => {
	const failed = {type: 'failed', message: 'The disk is full.'} as const;

	assert.equal(cellOf(two, savedAs('/r/v.mp4', 1), failed).text, 'not saved: The disk is full.');
	assert.equal(cellOf(two, failed, {type: 'queued'}).text, '↓ waiting for its turn');
});

test('a saved file is told by its name and size', () => {
	for (const path of ['/home/ann/results/cgt-1.mp4', 'C:\\results\\cgt-1.mp4', 'cgt-1.mp4']) {
		assert.deepEqual(cellOf(one, savedAs(path, 8_440_000)), {text: 'saved 8.4 MB  cgt-1.mp4', tone: 'good'});
	}
});

test('several saved files are counted, and their sizes summed up', () => {
	assert.deepEqual(cellOf(two, savedAs('/r/a.mp4', 8_000_000), savedAs('/r/b.mp4', 400_000)), {
		text: 'saved 2 files, 8.4 MB',
		tone: 'good',
	});
});

test('a result that came later than the saved one is ready', () => {
	assert.equal(cellOf(two, savedAs('/r/a.mp4', 1)).text, '2 videos ready');
});
