import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DownloadError} from '../source/task/errors.js';
import type {Output} from '../source/task/task.js';
import {
	doneAnswer,
	downloadOf,
	manyIds,
	problem,
	running,
	savedAs,
	succeeded,
	taskId,
	taskIds,
	watchOf,
} from './helpers/watches.js';
import {createListFile, startSession} from './session-rig.js';

const minuteMs = 60_000;
const a = taskId('a');

test('a pasted task is asked about until it is settled, and saved when the user asks for it', async () => {
	const {add, state, clock, diary} = startSession({
		askTask: async (_id, _signal, {now}) => ({
			answer: now() < Date.UTC(2030, 0, 1) + 8000 ? running : succeeded('https://m.test/v'),
		}),
	});

	add('a');
	await clock.advance(minuteMs);
	state().download([a]);
	await clock.advance(minuteMs);

	assert.deepEqual(diary, [
		'told added a',
		'asked a',
		'told phase a',
		'asked a',
		'asked a',
		'told phase a',
		'opened https://m.test/v',
		'told saved a',
	]);
	assert.deepEqual(
		[...state().downloads.values()],
		[downloadOf('a', {type: 'saved', path: '/results/ark-a-1.mp4', bytes: 4, sha256: 'abc'})],
	);
	assert.equal(clock.sleepCount(), 0);
});

test('until the start nothing is asked, saved or timed', async () => {
	const {add, clock, diary, start, state} = startSession({isStarted: false, askTask: async () => ({answer: running})});

	add('a');
	state().notify('Hello.');
	await clock.advance(minuteMs);
	assert.deepEqual(diary, ['told added a']);
	assert.equal(clock.sleepCount(), 0);

	start();
	await clock.advance(0);
	assert.deepEqual(diary.slice(1), ['asked a', 'told phase a']);
});

test('each change is written down before anybody is told of it', async () => {
	const diary: string[] = [];
	const {add, state, clock} = startSession(
		{listFile: createListFile(diary), askTask: async () => ({answer: succeeded('https://m.test/v')})},
		diary,
	);

	add('a');
	await clock.advance(1000);
	state().download([a]);
	await clock.advance(1000);
	state().removeWatches([a]);

	assert.deepEqual(diary, [
		'written a:new',
		'told added a',
		'asked a',
		'written a:succeeded',
		'told phase a',
		'written a 0:queued',
		'opened https://m.test/v',
		'written a 0:saved',
		'told saved a',
		'written no a',
		'told removed a',
	]);
});

test('a list that was kept is there from the start, and only what is unfinished is asked about', async () => {
	const diary: string[] = [];
	const {clock, state} = startSession(
		{
			listFile: createListFile(diary, {
				watches: [
					watchOf('a', {answer: succeeded('https://m.test/v')}),
					watchOf('b', {answer: running}),
					watchOf('c', {isGivenUp: true}),
				],
				downloads: [downloadOf('a', savedAs('/r/a'))],
			}),
			askTask: async () => ({answer: running}),
		},
		diary,
	);

	await clock.advance(1000);

	assert.deepEqual(diary, ['asked b']);
	assert.deepEqual([...state().watches.keys()], ['a', 'b', 'c']);
	assert.deepEqual([...state().downloads.values()], [downloadOf('a', savedAs('/r/a'))]);
});

test('damaged records that were put aside are told of', () => {
	const {state} = startSession({listFile: createListFile([], {watches: [watchOf('a')], brokenCount: 2})});

	assert.equal(state().notice?.text, '2 damaged records of the watch list could not be read and are left out.');
	assert.equal(state().notice?.tone, 'bad');
});

test('a task that joins a kept list costs one row', () => {
	const diary: string[] = [];
	const {add} = startSession(
		{listFile: createListFile(diary, {watches: [watchOf('a'), watchOf('b')]}), isStarted: false},
		diary,
	);

	add('c');

	assert.deepEqual(diary, ['written c:new', 'told added c']);
});

test('a list that cannot be written is told of, and the program goes on', async () => {
	const diary: string[] = [];
	const listFile = createListFile(diary);
	const {add, state, clock} = startSession({listFile, askTask: async () => ({answer: running})}, diary);
	listFile.fail(new Error('database or disk is full'));

	add('a');
	assert.equal(state().saveProblem, 'database or disk is full');

	await clock.advance(6000);
	assert.deepEqual(diary, ['told added a', 'asked a', 'told phase a', 'asked a']);
});

test('what could not be written is written with the next change', async () => {
	const diary: string[] = [];
	const listFile = createListFile(diary);
	const {add, state} = startSession({listFile, isStarted: false}, diary);

	listFile.fail(new Error('full'));
	add('a');
	listFile.fail(undefined);
	add('b');
	assert.equal(state().saveProblem, undefined);

	assert.deepEqual(diary, ['told added a', 'written a:new, b:new', 'told added b']);
});

test('what could not be written is tried a last time at the end', async () => {
	const diary: string[] = [];
	const listFile = createListFile(diary);
	const {add, stop} = startSession({listFile, isStarted: false}, diary);

	listFile.fail(new Error('full'));
	add('a');
	listFile.fail(undefined);
	await stop();

	assert.deepEqual(diary, ['told added a', 'written a:new', 'closed']);
});

test('reports come into the store together, ten times a second at most', async () => {
	const {add, store, clock} = startSession({
		pace: {intervalMs: 50, concurrency: 64},
		async askTask(id, signal, {now, sleep}) {
			await sleep(1 + (Number(id.slice(5)) % 50), signal);
			return {answer: {...running, progress: now() % 100}};
		},
	});
	add(...manyIds(60));

	const changes = new Set<number>();
	store.subscribe(() => changes.add(clock.now()));
	await clock.advance(2000);

	// Twenty commits, and the two ticks of the clock.
	assert.ok(changes.size <= 22, `There were ${changes.size}.`);
	assert.ok(changes.size >= 19);
});

test('with automatic saving each result is saved as it comes', async () => {
	const {add, clock, diary, state} = startSession({
		isAutoDownload: true,
		askTask: async id => ({
			answer: id === a ? succeeded('https://m.test/1', 'https://m.test/2') : {...running, phase: 'failed'},
		}),
	});

	add('a', 'b');
	await clock.advance(1000);

	assert.deepEqual(
		diary.filter(line => line.startsWith('opened')),
		['opened https://m.test/1', 'opened https://m.test/2'],
	);
	assert.deepEqual(
		[...state().downloads.values()].map(({id, state: {type}}) => `${id} ${type}`),
		['a saved', 'a saved'],
	);
});

test('with automatic saving a result that an earlier run left unsaved is saved', async () => {
	const diary: string[] = [];
	const listFile = createListFile(diary, {
		watches: ['a', 'b'].map(id => watchOf(id, {answer: succeeded(`https://m.test/${id}`)})),
		downloads: [downloadOf('a', savedAs('/r/a'))],
	});
	const {clock} = startSession({isAutoDownload: true, listFile}, diary);

	await clock.advance(1000);

	assert.deepEqual(
		diary.filter(line => line.startsWith('opened')),
		['opened https://m.test/b'],
	);
});

test('downloads that an earlier run did not end go on, and so do those that failed for a reason that may have passed', async () => {
	const diary: string[] = [];
	const states = {
		a: {type: 'queued'},
		b: {type: 'failed', message: 'out of reach', mayPass: true},
		c: {type: 'failed', message: 'no media'},
	} as const;
	const listFile = createListFile(diary, {
		watches: ['a', 'b', 'c'].map(id => watchOf(id, {answer: succeeded(`https://m.test/${id}`)})),
		downloads: Object.entries(states).map(([id, state]) => downloadOf(id, state)),
	});
	const {clock} = startSession({listFile}, diary);

	await clock.advance(1000);

	assert.deepEqual(diary, [
		'opened https://m.test/a',
		'opened https://m.test/b',
		'written a 0:saved, b 0:saved',
		'told saved a, saved b',
	]);
});

test('at the start it is seen to what earlier runs left, and what a task left that is removed is dropped', async () => {
	const diary: string[] = [];
	const listFile = createListFile(diary, {
		watches: ['a', 'b'].map(id => watchOf(id, {answer: succeeded(`https://m.test/${id}`)})),
		downloads: [downloadOf('a', {type: 'failed', message: 'no media'}), downloadOf('b', {type: 'queued'})],
	});
	const {state, start} = startSession(
		{
			listFile,
			partFiles: {
				async tidy(isWanted) {
					diary.push(`tidied but ${state().downloads.keys().filter(isWanted).toArray()}`);
				},
				async drop(keys) {
					diary.push(`dropped ${keys}`);
				},
			},
			isStarted: false,
		},
		diary,
	);

	start();
	state().removeWatches([a]);

	assert.deepEqual(diary, ['tidied but b 0', 'written no a', 'told removed a', 'dropped a 0']);
});

test('a file that an answer held goes with its task, at the end of the program, unless the removal was undone', async () => {
	const diary: string[] = [];
	const held = (...sums: readonly string[]) =>
		doneAnswer({outputs: sums.map(sha256 => ({kind: 'image', place: {type: 'kept', sha256}}))});
	const listFile = createListFile(diary, {
		watches: [
			watchOf('a', {answer: held('1', '2')}),
			watchOf('b', {answer: held('2', '3')}),
			watchOf('c', {answer: held('4')}),
		],
	});
	const {state, stop} = startSession(
		{
			listFile,
			answerFolder: {
				tidy: isNeeded => diary.push(`tidied but ${['1', '3', '4', '5'].filter(isNeeded)}`),
				drop: files => diary.push(`dropped ${files}`),
			},
		},
		diary,
	);

	state().removeWatches([a]);
	state().removeWatches(taskIds('c'));
	state().undo();
	await stop();

	assert.deepEqual(
		diary.filter(line => /^(?:tidied|dropped|closed)/v.test(line)),
		['tidied but 1,3,4', 'closed', 'dropped 1'],
	);
});

test('a program that does not own the list leaves the files of its answers alone', async () => {
	const diary: string[] = [];
	const answer = doneAnswer({outputs: [{kind: 'image', place: {type: 'kept', sha256: '1'}}]});
	const {owner: _, ...listFile} = createListFile(diary, {watches: [watchOf('a', {answer})]});
	const {state, stop} = startSession(
		{
			listFile,
			answerFolder: {tidy: () => diary.push('tidied'), drop: files => diary.push(`dropped ${files}`)},
		},
		diary,
	);

	state().removeWatches([a]);
	await stop();

	assert.deepEqual(diary, ['written no a', 'told removed a', 'closed']);
});

test('without automatic saving nothing is saved unasked', async () => {
	const {add, clock, state} = startSession({askTask: async () => ({answer: succeeded('https://m.test/v')})});

	add('a');
	await clock.advance(minuteMs);

	assert.equal(state().downloads.size, 0);
});

test('where a link is refused the service is asked for a fresh one', async () => {
	const opened: string[] = [];
	let linkCount = 0;
	const {add, state, clock} = startSession({
		askTask: async () => ({answer: succeeded(`https://m.test/${++linkCount}`)}),
		async openMedia(url) {
			opened.push(url);
			if (opened.length === 1) {
				throw new DownloadError('link', 'The link has expired');
			}

			return {chunks: (async function* () {})()};
		},
	});

	add('a');
	await clock.advance(1000);
	state().download([a]);
	await clock.advance(1000);

	assert.deepEqual(opened, ['https://m.test/1', 'https://m.test/2']);
	assert.equal([...state().downloads.values()][0]?.state.type, 'saved');
});

test('where the service has no fresh link the file fails with a reason', async () => {
	let askCount = 0;
	const {add, state, clock} = startSession({
		askTask: async () =>
			askCount++ === 0 ? {answer: succeeded('https://m.test/v')} : problem('gateway', 'Bad gateway'),
		async openMedia() {
			throw new DownloadError('link', 'The link has expired');
		},
	});

	add('a');
	await clock.advance(1000);
	state().download([a]);
	await clock.advance(5 * minuteMs);

	assert.deepEqual([...state().downloads.values()][0]?.state, {
		type: 'failed',
		message: 'Bad gateway; gave up after 5 tries',
		mayPass: true,
	});
});

test('downloads ask the API through the same gate as all other questions, and keep to the time that it names', async () => {
	const fileOutput: Output = {kind: 'video', place: {type: 'file', fileId: '5'}};
	const resolvedAt: number[] = [];
	const {add, state, clock, elapsed, diary} = startSession({
		pace: {concurrency: 1},
		askTask: async id => ({answer: id === a ? {...succeeded(), outputs: [fileOutput]} : running}),
		async resolveLink() {
			resolvedAt.push(elapsed());
			if (resolvedAt.length === 1) {
				throw new DownloadError('transient', 'Too many questions', {retryAfterMs: 60_000});
			}

			return 'https://m.test/v';
		},
	});

	add('a', 'b');
	await clock.advance(1000);
	state().download([a]);
	await clock.advance(59_000);
	assert.deepEqual(resolvedAt, [1000]);
	assert.equal(diary.filter(line => line === 'asked b').length, 1);

	await clock.advance(minuteMs);
	assert.ok((resolvedAt[1] ?? 0) >= 61_000);
	assert.equal([...state().downloads.values()][0]?.state.type, 'saved');
	assert.ok(diary.filter(line => line === 'asked b').length > 1);
});

test('each host has a gate of its own: one that is silent holds up no task of another', async () => {
	const {add, clock, diary} = startSession({
		paceOf: id => ({host: id.startsWith('slow') ? 'slow.test' : 'fast.test', intervalMs: 1000, concurrency: 1}),
		askTask: async (id, signal, {sleep}) => {
			if (id.startsWith('slow')) {
				await sleep(10 * minuteMs, signal);
			}

			return {answer: running};
		},
	});
	const askedCount = (id: string) => diary.filter(line => line === `asked ${id}`).length;

	add('slow-1', 'slow-2', 'fast-1', 'fast-2');
	await clock.advance(5000);

	assert.deepEqual(['slow-1', 'slow-2', 'fast-1', 'fast-2'].map(askedCount), [1, 0, 6, 6]);
});

test('a host that asks for peace is left in peace, and another is asked on', async () => {
	const {add, clock, diary} = startSession({
		paceOf: id => ({host: `${id}.test`, intervalMs: 1000}),
		askTask: async id =>
			id === a ? {...problem('rate_limited', 'Too many'), retryAfterMs: minuteMs} : {answer: running},
	});

	add('a', 'b');
	await clock.advance(30_000);

	assert.equal(diary.filter(line => line === 'asked a').length, 1);
	assert.equal(diary.filter(line => line === 'asked b').length, 31);
});

test('tasks of one host share its gate', async () => {
	let underWay = 0;
	let mostUnderWay = 0;
	const {add, clock} = startSession({
		pace: {intervalMs: 1000, concurrency: 3},
		async askTask(_id, signal, {sleep}) {
			underWay++;
			mostUnderWay = Math.max(mostUnderWay, underWay);
			await sleep(500, signal);
			underWay--;
			return {answer: running};
		},
	});

	add(...manyIds(10));
	await clock.advance(minuteMs);

	assert.equal(mostUnderWay, 3);
});

test('a link that is over is renewed before anything is opened', async () => {
	let askCount = 0;
	const {add, state, clock, diary, store} = startSession({
		async askTask() {
			askCount++;
			const answer = succeeded(`https://m.test/${askCount}`);
			const outputs = answer.outputs.map(output => ({...output, expiresAt: store.getState().now + 10 * minuteMs}));
			return {answer: {...answer, outputs}};
		},
	});

	add('a');
	await clock.advance(1000);
	await clock.advance(10 * minuteMs);
	state().download([a]);
	await clock.advance(1000);

	assert.deepEqual(
		diary.filter(line => line.startsWith('asked') || line.startsWith('opened')),
		['asked a', 'asked a', 'opened https://m.test/2'],
	);
	assert.equal([...state().downloads.values()][0]?.state.type, 'saved');
});

test('a task that is taken off the list is neither asked about nor saved any more', async () => {
	const signals: AbortSignal[] = [];
	const {add, state, clock, diary} = startSession({
		askTask: async id => ({answer: id === a ? succeeded('https://m.test/v') : running}),
		async openMedia(_url, signal) {
			signals.push(signal);
			return new Promise((_resolve, reject) => {
				signal.addEventListener('abort', () => reject(signal.reason));
			});
		},
	});
	add('a', 'b');
	await clock.advance(1000);
	state().download([a]);
	await clock.advance(1000);

	state().removeWatches(taskIds('a', 'b'));
	await clock.advance(0);
	const before = diary.length;
	await clock.advance(10 * minuteMs);

	assert.deepEqual(
		signals.map(({aborted}) => aborted),
		[true],
	);
	assert.equal(diary.length, before);
	assert.equal(clock.sleepCount(), 0);
});

test('a removal that is undone goes on where it was', async () => {
	const {add, state, clock, diary} = startSession({askTask: async () => ({answer: running})});
	add('a');
	await clock.advance(1000);

	state().removeWatches([a]);
	state().undo();
	await clock.advance(0);

	assert.deepEqual(diary.slice(-3), ['told removed a', 'told added a, phase a', 'asked a']);
});

test('asking now asks at once, also about what was finished', async () => {
	const {add, state, clock, diary, pollNow} = startSession({
		askTask: async () => ({answer: succeeded('https://m.test/v')}),
	});
	add('a');
	await clock.advance(minuteMs);

	state().askAgain([a]);
	pollNow([a]);
	await clock.advance(minuteMs);

	assert.equal(diary.filter(line => line === 'asked a').length, 2);
	assert.equal(clock.sleepCount(), 0);
});

test('the time on the screen goes on while something is under way, and stands still otherwise', async () => {
	let answer = running;
	const {add, state, clock, elapsed} = startSession({askTask: async () => ({answer})});
	const shown = () => state().now - (clock.now() - elapsed());
	add('a');

	await clock.advance(3500);
	assert.equal(shown(), 3000);

	answer = succeeded();
	await clock.advance(6500);
	const settledAt = shown();
	await clock.advance(minuteMs);
	assert.ok(shown() <= settledAt + 4000, 'Only the notice of the end was due.');
	assert.equal(clock.sleepCount(), 0);
});

test('the end of a task is a notice', async () => {
	let answer = running;
	const {add, state, clock} = startSession({askTask: async () => ({answer})});
	add('a');
	await clock.advance(4000);

	answer = succeeded();
	await clock.advance(2000);

	assert.equal(state().notice?.text, 'a is done.');
});

test('a stop aborts all that is under way, leaves no timer, and closes the list last', async () => {
	const diary: string[] = [];
	const {add, state, clock, stop} = startSession(
		{
			listFile: createListFile(diary),
			pace: {concurrency: 2},
			askTask: async (id, signal) =>
				id === 'c'
					? new Promise((_resolve, reject) => {
							signal.addEventListener('abort', () => {
								diary.push('question aborted');
								reject(signal.reason);
							});
						})
					: {answer: id === a ? succeeded('https://m.test/v') : running},
			openMedia: async () => ({
				chunks: (async function* () {
					yield new Uint8Array(1);
					await new Promise(() => undefined);
				})(),
			}),
		},
		diary,
	);
	add('a', 'b', 'c');
	await clock.advance(1000);
	state().download([a]);
	await clock.advance(1000);

	await stop();

	assert.deepEqual(diary.slice(-3), ['question aborted', 'kept ark-a-1', 'closed']);
	assert.equal(clock.sleepCount(), 0);
});

test('what was reported and not yet in the store when it stops is kept', async () => {
	const diary: string[] = [];
	const {add, clock, stop} = startSession(
		{
			listFile: createListFile(diary),
			async askTask(id, signal, {sleep}) {
				await sleep(id === a ? 10 : 30, signal);
				return {answer: running};
			},
		},
		diary,
	);
	add('a', 'b');
	await clock.advance(40);
	assert.ok(!diary.includes('written b:running'));

	await stop();

	assert.deepEqual(diary.slice(-3), ['written b:running', 'told phase b', 'closed']);
	assert.equal(clock.sleepCount(), 0);
});

test('after a stop nothing moves any more', async () => {
	const {add, clock, diary, stop, state} = startSession({askTask: async () => ({answer: running})});
	add('a');
	await clock.advance(1000);

	await stop();
	const before = diary.length;
	state().addWatches(taskIds('b'));
	state().notify('Hello.');
	await clock.advance(minuteMs);

	assert.equal(diary.length, before);
	assert.equal(clock.sleepCount(), 0);
});
