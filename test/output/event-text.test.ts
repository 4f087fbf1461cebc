import assert from 'node:assert/strict';
import {test} from 'node:test';
import {eventLine, isTrouble} from '../../source/output/event-text.js';
import type {ListEvent} from '../../source/store/events.js';
import {formatTimeOfDay} from '../../source/table/format.js';
import type {DownloadState} from '../../source/task/download.js';
import type {TaskAnswer} from '../../source/task/task.js';
import type {Watch} from '../../source/task/watch.js';
import {downloadOf, problem, running, savedAs, succeeded, watchOf} from '../helpers/watches.js';

const now = Date.UTC(2030, 0, 1, 12);

/** The line of an event, without the time of day before it. */
const lineOf = (event: ListEvent): string | undefined => {
	const line = eventLine(event, now);
	const time = `${formatTimeOfDay(now)}  `;
	assert.ok(line === undefined || line.startsWith(time));
	return line?.slice(time.length);
};

const phase = (answer: TaskAnswer, watch: Partial<Watch> = {}): ListEvent => ({
	type: 'phase',
	watch: watchOf('a', {addedAt: now - 83_000, answer, ...watch}),
});

const file = (type: 'saved' | 'download_failed', state: DownloadState): ListEvent => ({
	type,
	watch: watchOf('a'),
	download: downloadOf('a', state),
});

const health = (watch: Partial<Watch>): ListEvent => ({type: 'health', watch: watchOf('a', watch)});

test('a phase is told with the time that it took so far, and with the label', () => {
	assert.equal(lineOf(phase(running)), 'a  running  1m 23s');
	assert.equal(lineOf(phase(running, {label: '雨夜街头'})), 'a (雨夜街头)  running  1m 23s');
});

test('a result is told with its size and all its links', () => {
	const answer = {...succeeded('https://m.test/1', 'https://m.test/2'), width: 1280, height: 720};

	assert.equal(
		lineOf(phase(answer, {sawEndAt: now - 3000})),
		'a  done  1m 20s  1280x720  https://m.test/1  https://m.test/2',
	);
});

test('where the end was neither told nor seen, no time is told', () => {
	assert.equal(lineOf(phase(succeeded('https://m.test/1'))), 'a  done  https://m.test/1');
});

test('a success without a result is told as such', () => {
	assert.equal(lineOf(phase(succeeded())), 'a  done  no result in the answer');
});

test('results that are not taken are told of, and a trouble', () => {
	const event = phase({...succeeded('https://m.test/1'), leftOutCount: 1});

	assert.equal(lineOf(event), 'a  done  https://m.test/1  1 more result left out');
	assert.ok(isTrouble(event));
});

test('failures and what hinders the asking are troubles, all else is none', () => {
	const saved = savedAs('/results/a-1.mp4');
	const failed: DownloadState = {type: 'failed', message: 'no space'};
	const troubles = [
		...(['failed', 'cancelled', 'expired'] as const).map(each => phase({...running, phase: each})),
		phase(succeeded()),
		health({health: {state: 'offline', failureCount: 1}}),
		file('download_failed', failed),
	];
	const others = [phase(running), phase(succeeded('v')), health({}), file('saved', saved)];

	assert.deepEqual([...troubles, ...others].map(isTrouble), [...troubles.map(() => true), ...others.map(() => false)]);
});

test('outputs that are no links are not spelt out', () => {
	const answer: TaskAnswer = {
		...succeeded(),
		outputs: [{kind: 'image', place: {type: 'inline', base64: 'A'.repeat(1000)}}],
	};

	assert.equal(lineOf(phase(answer)), 'a  done');
});

test('a failure is told with its reason, and without links', () => {
	const answer: TaskAnswer = {...succeeded('https://m.test/1'), phase: 'failed', error: 'The picture is too small'};

	assert.equal(lineOf(phase(answer)), 'a  failed  The picture is too small');
});

test('trouble with the asking is told in the words of the trouble, and so is its end', () => {
	const failing = {...problem('gateway', 'api.test answered 502').problem, failureCount: 1};

	assert.equal(lineOf(health({health: failing})), 'a  api.test answered 502');
	assert.equal(lineOf(health({health: {state: 'offline', failureCount: 1}})), 'a  offline');
	assert.equal(lineOf(health({})), 'a  answers again');
});

test('a task that is given up is told with the reason', () => {
	const denied = {...problem('not_found', 'The service does not know this task').problem, failureCount: 6};

	assert.equal(lineOf(health({health: denied, isGivenUp: true})), 'a  given up: The service does not know this task');
});

test('a file is told with its place and size, or with why it was not saved', () => {
	assert.equal(
		lineOf(file('saved', {...savedAs('/r/a.mp4'), bytes: 8_400_000} as DownloadState)),
		'a  saved /r/a.mp4 (8.4 MB)',
	);
	assert.equal(
		lineOf(file('download_failed', {type: 'failed', message: 'No space is left for /r'})),
		'a  not saved: No space is left for /r',
	);
});

test('progress, and tasks that come and go, are no lines', () => {
	for (const type of ['progress', 'added', 'removed'] as const) {
		assert.equal(lineOf({type, watch: watchOf('a', {answer: {...running, progress: 40}})}), undefined);
	}
});

test('a file that is saved with something amiss is told with that', () => {
	const state: DownloadState = {type: 'saved', path: '/r/a.mp4', bytes: 8_400_000, sha256: '', warning: 'No space.'};

	assert.equal(lineOf(file('saved', state)), 'a  saved /r/a.mp4 (8.4 MB)  No space.');
});
