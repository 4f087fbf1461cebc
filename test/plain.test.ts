import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createEventPrinter, runPlain} from '../source/plain.js';
import {formatTimeOfDay} from '../source/table/format.js';
import {UnreachableError} from '../source/task/errors.js';
import {manyIds, problem, running, succeeded, taskIds, watchOf} from './helpers/watches.js';
import {createListFile, startSession} from './session-rig.js';

const minuteMs = 60_000;

/** Run a session without a screen, and let time pass until it ends or the time is over. */
const run = async (
	options: NonNullable<Parameters<typeof startSession>[0]>,
	{ids = ['a'], limitMs = 10 * minuteMs}: {readonly ids?: readonly string[]; readonly limitMs?: number} = {},
) => {
	const rig = startSession({isStarted: false, ...options}, []);
	rig.store.getState().addWatches(taskIds(...ids));
	const controller = new AbortController();
	let code: number | undefined;
	let endedAtMs: number | undefined;
	const ended = runPlain(rig, controller.signal).then(value => {
		code = value;
		endedAtMs = rig.elapsed();
	});
	await rig.clock.advance(limitMs);
	return {...rig, ended, abort: () => controller.abort(), code: () => code, endedAtMs: () => endedAtMs};
};

test('it ends when all tasks are settled, with the exit code', async () => {
	const {code, clock} = await run(
		{askTask: async id => ({answer: id === 'b' ? {...running, phase: 'failed'} : succeeded()})},
		{ids: ['a', 'b'], limitMs: 1000},
	);

	assert.equal(code(), 3);
	assert.equal(clock.sleepCount(), 0);
});

test('it ends at once where there is nothing to wait for', async () => {
	const listFile = createListFile([], {watches: [watchOf('a', {answer: succeeded()})]});

	const {code, diary} = await run({listFile}, {ids: ['a'], limitMs: 0});

	assert.equal(code(), 0);
	assert.ok(!diary.includes('asked a'));
});

test('it goes on while a task is under way', async () => {
	const {code, abort, ended} = await run({askTask: async () => ({answer: running})}, {limitMs: 60 * minuteMs});
	assert.equal(code(), undefined);

	abort();
	await ended;
});

test('it waits until the files are saved that are saved as they come', async () => {
	const opened = Promise.withResolvers<void>();
	const {code, clock} = await run(
		{
			isAutoDownload: true,
			askTask: async () => ({answer: succeeded('https://m.test/v')}),
			async openMedia() {
				await opened.promise;
				return {chunks: (async function* () {})()};
			},
		},
		{limitMs: 5000},
	);
	assert.equal(code(), undefined);

	opened.resolve();
	await clock.advance(1000);
	assert.equal(code(), 0);
});

test('it ends with 4 after a second refusal of the token, however many tasks there are', async () => {
	const many = await run({askTask: async () => problem('auth')}, {ids: manyIds(20)});
	const single = await run({askTask: async () => problem('auth')});

	assert.deepEqual([many.code(), single.code()], [4, 4]);
	assert.equal(many.endedAtMs(), 100);
	assert.ok((single.endedAtMs() ?? 0) <= 30_000);
});

test('it ends with 6 when the service has been out of reach for minutes, however many tasks there are', async () => {
	for (const ids of [manyIds(1), manyIds(50)]) {
		const {code, endedAtMs} = await run(
			{
				async askTask() {
					throw new UnreachableError('api.test', 'no route');
				},
			},
			{ids},
		);

		assert.equal(code(), 6);
		assert.ok((endedAtMs() ?? 0) >= minuteMs && (endedAtMs() ?? 0) <= 4 * minuteMs, `after ${endedAtMs()} ms`);
	}
});

test('it ends with 8 when a task is given up', async () => {
	const {code, endedAtMs} = await run({askTask: async () => problem('not_found')});

	assert.equal(code(), 8);
	assert.equal(endedAtMs(), minuteMs);
});

test('a signal ends it, and all that is under way', async () => {
	const signals: AbortSignal[] = [];
	const {code, abort, ended, clock} = await run({
		async askTask(_id, signal) {
			signals.push(signal);
			return new Promise((_resolve, reject) => {
				signal.addEventListener('abort', () => reject(signal.reason));
			});
		},
	});

	abort();
	await ended;

	assert.equal(code(), 0);
	assert.deepEqual(
		signals.map(({aborted}) => aborted),
		[true],
	);
	assert.equal(clock.sleepCount(), 0);
});

test('a signal that came before the start ends it too', async () => {
	const rig = startSession({isStarted: false, askTask: async () => ({answer: running})});
	rig.add('a');

	await runPlain(rig, AbortSignal.abort());

	assert.equal(rig.clock.sleepCount(), 0);
});

test('each event that is worth it is a line', () => {
	const written: string[] = [];
	const now = Date.UTC(2030, 0, 1);
	const print = createEventPrinter(
		text => written.push(text),
		() => now,
	);

	print([
		{type: 'added', watch: watchOf('a')},
		{type: 'phase', watch: watchOf('a', {addedAt: now - 5000, answer: running})},
		{type: 'phase', watch: watchOf('b', {addedAt: now, answer: {...running, phase: 'failed', error: 'no'}})},
	]);

	const time = formatTimeOfDay(now);
	assert.deepEqual(written, [`${time}  a  running  5s\n`, `${time}  b  failed  no\n`]);
});
