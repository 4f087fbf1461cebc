import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DownloadError} from '../../source/task/errors.js';
import {media, silence, startDownloader, wantedFile} from './download-rig.js';

test('a wanted file is started, reported as it comes, and saved', async () => {
	const {reconcile, idle, diary} = startDownloader({openMedia: async () => media(4, 6)});

	reconcile([wantedFile('a')]);
	await idle();

	assert.deepEqual(diary, ['a: started', 'a: 4 of 10', 'a: 10 of 10', 'a: saved 10 bytes as /results/a.mp4']);
});

test('three files at most are under way, and the others follow in the order in which they were wanted', async () => {
	const opened: string[] = [];
	const gate = Promise.withResolvers<void>();
	const {reconcile, idle, clock} = startDownloader({
		async openMedia(url) {
			opened.push(url.slice(-1));
			await gate.promise;
			return media(1);
		},
	});

	const wanted = ['a', 'b', 'c', 'd', 'e'].map(name => wantedFile(name, {host: `${name}.test`}));
	reconcile(wanted.slice(0, 4));
	reconcile(wanted.toReversed());
	await clock.advance(0);
	assert.deepEqual(opened, ['a', 'b', 'c']);

	gate.resolve();
	await idle();
	assert.deepEqual(opened, ['a', 'b', 'c', 'd', 'e']);
});

test('a listener that reconciles at once does not make it start more than there are places', async () => {
	let openCount = 0;
	let mostOpen = 0;
	const wanted = ['a', 'b', 'c', 'd'].map(name => wantedFile(name));
	const {reconcile, idle, diary} = startDownloader({
		maxConcurrent: 1,
		onStarted: () => reconcile(wanted),
		async openMedia() {
			openCount++;
			mostOpen = Math.max(mostOpen, openCount);
			await Promise.resolve();
			openCount--;
			return media(1);
		},
	});

	reconcile(wanted);
	await idle();

	assert.equal(mostOpen, 1);
	assert.equal(diary.filter(line => line.includes('saved')).length, 4);
});

test('a file that is no longer wanted is aborted, its part discarded, and nothing more is told of it', async () => {
	const {reconcile, idle, clock, diary} = startDownloader({openMedia: async () => ({chunks: silence(5)})});

	reconcile([wantedFile('a')]);
	await clock.advance(0);
	reconcile([]);
	await idle();

	assert.deepEqual(diary, ['a: started', 'a: 5 of ?', 'a: part discarded']);
	assert.equal(clock.sleepCount(), 0);
});

test('what is under way in a pause is aborted, its part kept, what waits never starts, and nothing more is told', async () => {
	const {reconcile, pause, idle, clock, diary} = startDownloader({
		maxConcurrent: 1,
		openMedia: async () => ({chunks: silence(5)}),
	});

	reconcile([wantedFile('a'), wantedFile('b')]);
	await clock.advance(0);
	pause();
	await idle();

	assert.deepEqual(diary, ['a: started', 'a: 5 of ?', 'a: part kept']);
	assert.equal(clock.sleepCount(), 0);
});

test('a file that an earlier run had saved is told as saved, and nothing is opened', async () => {
	const {reconcile, idle, diary} = startDownloader({
		openPartFile: async () => ({path: '/results/a.mp4', bytes: 7, sha256: 'abc'}),
		openMedia: async url => assert.fail(`${url} was opened.`),
	});

	reconcile([wantedFile('a')]);
	await idle();

	assert.deepEqual(diary, ['a: started', 'a: saved 7 bytes as /results/a.mp4']);
});

test('a file that is no longer wanted leaves the queue unseen', async () => {
	const {reconcile, idle, diary} = startDownloader({maxConcurrent: 1});

	reconcile([wantedFile('a'), wantedFile('b')]);
	reconcile([wantedFile('a')]);
	await idle();

	assert.deepEqual(diary, ['a: started', 'a: 10 of 10', 'a: saved 10 bytes as /results/a.mp4']);
});

test('an abort is none of the file’s failures, whatever error it comes as', async () => {
	const {reconcile, idle, diary} = startDownloader({
		openMedia: async (_url, signal) =>
			new Promise((_resolve, reject) => {
				signal.addEventListener('abort', () => reject(new Error('connect ECONNREFUSED')));
			}),
	});

	reconcile([wantedFile('a')]);
	await Promise.resolve();
	reconcile([]);
	await idle();

	assert.deepEqual(diary.slice(1), []);
});

test('what has ended is not started again while it stays wanted, but is as a new attempt', async () => {
	let answerCount = 0;
	const {reconcile, idle, diary} = startDownloader({
		async openMedia() {
			answerCount++;
			if (answerCount === 1) {
				throw new DownloadError('content', 'no media');
			}

			return media(1);
		},
	});

	reconcile([wantedFile('a')]);
	await idle();
	reconcile([wantedFile('a')]);
	await idle();
	assert.deepEqual(diary, ['a: started', 'a: failed (content), no media']);

	reconcile([wantedFile('a', {attempt: 2})]);
	await idle();
	assert.deepEqual(diary.slice(2), ['a: started', 'a: 1 of 1', 'a: saved 1 bytes as /results/a.mp4']);
});

test('a new attempt at a file that waits for its next try is that try, and goes on with what came', async () => {
	let openCount = 0;
	const {reconcile, clock, diary} = startDownloader({
		async openMedia() {
			openCount++;
			if (openCount === 1) {
				return {chunks: media(4).chunks, totalBytes: 10};
			}

			throw new DownloadError('transient', 'too many requests', {retryAfterMs: 600_000});
		},
	});

	reconcile([wantedFile('a')]);
	await clock.advance(1000);
	reconcile([wantedFile('a', {attempt: 2})]);
	await clock.advance(1000);
	reconcile([wantedFile('a', {attempt: 2})]);
	await clock.advance(1000);

	assert.deepEqual(diary, [
		'a: started',
		'a: 4 of 10',
		'a: waits until 1000, Only 4 of 10 bytes came',
		'a: started',
		'a: waits until 601000, too many requests',
		'a: started',
		'a: waits until 601000, too many requests',
	]);
});

test('a new attempt at a file that is coming leaves it alone', async () => {
	const {reconcile, clock, diary} = startDownloader({openMedia: async () => ({chunks: silence(5)})});

	reconcile([wantedFile('a')]);
	await clock.advance(0);
	reconcile([wantedFile('a', {attempt: 2})]);
	await clock.advance(0);

	assert.deepEqual(diary, ['a: started', 'a: 5 of ?']);
});

test('however a try ends, its connection is let go', async () => {
	const signals: AbortSignal[] = [];
	const {reconcile, idle} = startDownloader({
		async openMedia(_url, signal) {
			signals.push(signal);
			throw new DownloadError('disk', 'no space');
		},
	});

	reconcile([wantedFile('a')]);
	await idle();

	assert.deepEqual(
		signals.map(({aborted}) => aborted),
		[true],
	);
});

test('of fifty files those of one slow host keep none of the others waiting', async () => {
	const {reconcile, clock, diary} = startDownloader({
		openMedia: async url => (url.startsWith('https://slow.test') ? {chunks: silence()} : media(1)),
	});

	reconcile(
		Array.from({length: 50}, (_, n) => wantedFile(`f${n}`, {host: n % 2 === 0 ? 'slow.test' : `fast-${n}.test`})),
	);
	await clock.advance(0);

	assert.equal(diary.filter(line => line.includes('saved')).length, 25);
	assert.deepEqual(
		diary.filter(line => /f[02468]: started/v.test(line)),
		['f0: started', 'f2: started'],
	);
});

test('a host in trouble is left alone by its other files for as long as two of them wait', async () => {
	const opened: string[] = [];
	const {reconcile, clock} = startDownloader({
		async openMedia(url) {
			opened.push(url.slice(-1));
			throw new DownloadError('transient', 'too many requests', {retryAfterMs: 600_000});
		},
	});

	reconcile(['a', 'b', 'c'].map(name => wantedFile(name)));
	await clock.advance(500_000);

	assert.deepEqual(opened, ['a', 'b']);
});

test('what made a file is written down before it is told that the file is saved, and a failure of that with it', async () => {
	const described: unknown[] = [];
	const {reconcile, idle, diary} = startDownloader({
		async describeFile({key}, {path}) {
			described.push([key, path, diary.length]);
			return key.startsWith('b') ? 'no space for that' : undefined;
		},
	});

	reconcile([wantedFile('a')]);
	await idle();
	reconcile([wantedFile('b')]);
	await idle();

	assert.deepEqual(described, [
		['a 0', '/results/a.mp4', 2],
		['b 0', '/results/b.mp4', 5],
	]);
	assert.deepEqual(
		diary.filter(line => line.includes('saved')),
		['a: saved 10 bytes as /results/a.mp4', 'b: saved 10 bytes as /results/b.mp4, no space for that'],
	);
});
