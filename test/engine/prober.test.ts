import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {FactsOfHeld, ProbeMedia} from '../../source/engine/probe-ports.js';
import {createProber, type WantedProbe} from '../../source/engine/prober.js';
import {DownloadError} from '../../source/task/errors.js';
import type {Output, TaskId} from '../../source/task/task.js';
import {createFakeClock} from '../helpers/fake-clock.js';

const facts = {width: 1280, height: 720};

const wanted = (name: string, output?: Output): WantedProbe => ({
	id: name as TaskId,
	output: output ?? {kind: 'video', place: {type: 'url', url: `https://media.test/${name}.mp4`}},
});

const signed = (signature: string): WantedProbe =>
	wanted('a', {kind: 'video', place: {type: 'url', url: `https://media.test/a.mp4?sign=${signature}`}});

/** Never answers, and heeds an abort. */
const silence = async (signal: AbortSignal): Promise<never> =>
	new Promise((_, reject) => {
		signal.addEventListener('abort', () => reject(signal.reason));
	});

/** A prober in a world of fakes at the time 0, with a diary. */
const start = ({
	probeMedia = async () => facts,
	factsOfHeld = async () => facts,
	onMeasured,
}: {
	readonly probeMedia?: ProbeMedia;
	readonly factsOfHeld?: FactsOfHeld;
	readonly onMeasured?: () => void;
} = {}) => {
	const clock = createFakeClock(0);
	const diary: string[] = [];
	const prober = createProber({
		clock,
		random: () => 0,
		probeMedia: async (url, signal) => {
			const name = url.replace('https://media.test/', '');
			diary.push(`${clock.now()}: ${name}`);
			signal.addEventListener('abort', () => diary.push(`${clock.now()}: ${name} aborted`));
			return probeMedia(url, signal);
		},
		factsOfHeld,
		listener: {
			mediaMeasured(id, {width, height}) {
				diary.push(`${clock.now()}: ${id} is ${width}×${height}`);
				onMeasured?.();
			},
		},
	});
	return {clock, diary, ...prober};
};

test('each result is measured once, however often it is wanted', async () => {
	const {clock, diary, reconcile} = start();

	reconcile([wanted('a')]);
	await clock.advance(0);
	reconcile([wanted('a'), wanted('b')]);
	await clock.advance(60_000);

	assert.deepEqual(diary, ['0: a.mp4', '0: a is 1280×720', '0: b.mp4', '0: b is 1280×720']);
});

test('no more than two are measured at once, the others in their turn', async () => {
	const ends: (() => void)[] = [];
	const {clock, diary, reconcile} = start({
		probeMedia: async () =>
			new Promise(resolve => {
				ends.push(() => resolve(facts));
			}),
	});

	reconcile(['a', 'b', 'c', 'd'].map(name => wanted(name)));
	await clock.advance(0);
	assert.deepEqual(diary, ['0: a.mp4', '0: b.mp4']);

	ends[1]?.();
	await clock.advance(0);

	assert.deepEqual(diary.slice(2), ['0: b is 1280×720', '0: c.mp4']);
});

test('a failure is tried twice more, with longer and longer waits, and never told', async () => {
	for (const failure of ['transient', 'link'] as const) {
		const {clock, diary, reconcile} = start({
			probeMedia: async () => {
				throw new DownloadError(failure, 'not now');
			},
		});

		reconcile([wanted('a')]);
		await clock.advance(3_600_000);
		reconcile([wanted('a')]);
		await clock.advance(3_600_000);

		assert.deepEqual(diary, ['0: a.mp4', '10000: a.mp4', '30000: a.mp4']);
	}
});

test('a host that names a time is left in peace until then', async () => {
	const {clock, diary, reconcile} = start({
		probeMedia: async () => {
			throw new DownloadError('transient', 'not now', {retryAfterMs: 45_000});
		},
	});

	reconcile([wanted('a')]);
	await clock.advance(50_000);

	assert.deepEqual(diary, ['0: a.mp4', '45000: a.mp4']);
});

test('what tells no size is not tried again', async () => {
	const {clock, diary, reconcile} = start({
		probeMedia: async () => {
			throw new DownloadError('content', 'no media');
		},
	});

	reconcile([wanted('a')]);
	await clock.advance(3_600_000);

	assert.deepEqual(diary, ['0: a.mp4']);
});

test('one that waits for its next try keeps no place from others', async () => {
	const {clock, diary, reconcile} = start({
		probeMedia: async url => {
			if (url.endsWith('d.mp4')) {
				return facts;
			}

			throw new DownloadError('transient', 'not now');
		},
	});

	reconcile(['a', 'b', 'c', 'd'].map(name => wanted(name)));
	await clock.advance(0);

	assert.deepEqual(diary, ['0: a.mp4', '0: b.mp4', '0: c.mp4', '0: d.mp4', '0: d is 1280×720']);
});

test('what is no longer wanted is aborted, under way or waiting', async () => {
	const {clock, diary, reconcile} = start({
		probeMedia: async (url, signal) => {
			if (url.endsWith('a.mp4')) {
				return silence(signal);
			}

			throw new DownloadError('transient', 'not now');
		},
	});
	reconcile([wanted('a'), wanted('b')]);
	await clock.advance(1000);

	reconcile([]);
	await clock.advance(3_600_000);

	assert.deepEqual(diary, ['0: a.mp4', '0: b.mp4', '1000: a.mp4 aborted', '1000: b.mp4 aborted']);
	assert.equal(clock.sleepCount(), 0);
});

test('an answer that comes after the abort is not told', async () => {
	const {promise, resolve} = Promise.withResolvers<typeof facts>();
	const {clock, diary, reconcile} = start({probeMedia: async () => promise});
	reconcile([wanted('a')]);
	await clock.advance(0);

	reconcile([]);
	resolve(facts);
	await clock.advance(0);

	assert.deepEqual(diary, ['0: a.mp4', '0: a.mp4 aborted']);
});

test('a link that is only signed anew is the same file, and where the old one was refused the fresh one is tried at once', async () => {
	const {clock, diary, reconcile} = start({
		probeMedia: async url => {
			if (url.endsWith('new')) {
				return facts;
			}

			throw new DownloadError('link', 'expired');
		},
	});
	reconcile([signed('old')]);
	await clock.advance(1000);

	reconcile([signed('new')]);
	await clock.advance(60_000);
	reconcile([signed('newer')]);
	await clock.advance(60_000);

	assert.deepEqual(diary, ['0: a.mp4?sign=old', '1000: a.mp4?sign=new', '1000: a is 1280×720']);
});

test('another file of the same task is measured in its turn', async () => {
	const {clock, diary, reconcile} = start({probeMedia: async (_, signal) => silence(signal)});
	reconcile([signed('old')]);
	await clock.advance(0);

	reconcile([wanted('a', {kind: 'video', place: {type: 'url', url: 'https://media.test/other.mp4'}})]);
	await clock.advance(0);

	assert.deepEqual(diary, ['0: a.mp4?sign=old', '0: a.mp4?sign=old aborted', '0: other.mp4']);
});

test('a result within the answer is measured there', async () => {
	const {clock, diary, reconcile} = start({
		factsOfHeld: async place => ({width: place.type === 'inline' ? 4 : 5, height: 9}),
	});

	reconcile([
		wanted('a', {kind: 'image', place: {type: 'inline', base64: 'CQgH'}}),
		wanted('b', {kind: 'image', place: {type: 'kept', sha256: 'ab12'}}),
	]);
	await clock.advance(3_600_000);

	assert.deepEqual(diary, ['0: a is 4×9', '0: b is 5×9']);
});

test('what has no link of its own is left alone', async () => {
	const {clock, diary, reconcile} = start();

	reconcile([wanted('a', {kind: 'video', place: {type: 'file', fileId: '7'}})]);
	await clock.advance(3_600_000);

	assert.deepEqual(diary, []);
});

test('the listener may call reconcile', async () => {
	const {clock, diary, reconcile} = start({onMeasured: () => reconcile([wanted('b')])});

	reconcile([wanted('a'), wanted('b')]);
	await clock.advance(0);

	assert.deepEqual(diary, ['0: a.mp4', '0: b.mp4', '0: a is 1280×720', '0: a.mp4 aborted', '0: b is 1280×720']);
});
