import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createHookRunner} from '../source/hooks.js';
import {aggregator} from '../source/providers/services/aggregator.js';
import type {ListEvent} from '../source/store/events.js';
import type {HookCall, Hooks, RunHook} from '../source/task/hook.js';
import type {TaskAnswer, TaskId} from '../source/task/task.js';
import {turn} from './helpers/fake-clock.js';
import {answerOf, doneAnswer, downloadOf, running, savedAs, watchOf} from './helpers/watches.js';
import {startSession} from './session-rig.js';

const all: Hooks = {settled: ['end'], saved: ['file'], done: ['all']};

const accountWith = (profile: string, hooks: Hooks) => ({
	profile,
	service: aggregator,
	baseUrl: new URL('https://api.test'),
	outputFolder: '/results',
	hooks,
	readKey: async () => '',
});

const briefly = ({name, variables}: HookCall): string =>
	[name, variables['TASKWATCH_ID'], variables['TASKWATCH_PHASE']].filter(Boolean).join(' ');

/**
A session whose hooks are noted, and whose tasks are told by the test.

@param runHook - As if each hook went well, by default.
*/
const watchWithHooks = ({
	hooks = all,
	others = [],
	runHook = async () => ({output: ''}),
	isOpenEnded = () => false,
	...options
}: {
	readonly hooks?: Hooks;
	readonly others?: ReadonlyArray<ReturnType<typeof accountWith>>;
	readonly runHook?: RunHook;
	readonly isOpenEnded?: () => boolean;
} & Parameters<typeof startSession>[0] = {}) => {
	const calls: HookCall[] = [];
	const told: string[] = [];
	const answers = new Map<string, TaskAnswer>();
	const runner = createHookRunner({
		accounts: [accountWith('default', hooks), ...others],
		now: () => 0,
		async runHook(call, signal) {
			calls.push(call);
			return runHook(call, signal);
		},
		tell: text => told.push(text),
		isOpenEnded,
	});
	const session = startSession({
		pace: {intervalMs: 1000},
		onEvents: runner.happened,
		...options,
		async askTask(id) {
			const answer = answers.get(id);
			return answer ? {answer} : {};
		},
	});

	return {
		...session,
		runner,
		told,
		calls,
		names: () => calls.map(briefly),
		/** From now on the service says this of a task; time passes until it has been asked. */
		async say(id: string, answer: TaskAnswer) {
			answers.set(id, answer);
			await session.clock.advance(2000);
		},
	};
};

const failed = answerOf({phase: 'failed', error: 'too dark'});

test('the end of a task runs its hook, and the end of the last one that of all', async () => {
	const {add, say, names, calls, stop} = watchWithHooks();
	add('a', 'b');
	await say('a', running);
	await say('b', running);

	await say('a', doneAnswer());
	const first = names();
	await say('b', failed);
	await stop();

	assert.deepEqual(first, ['settled a succeeded']);
	assert.deepEqual(names(), ['settled a succeeded', 'settled b failed', 'done']);
	assert.deepEqual(
		calls.map(({command}) => command),
		[['end'], ['end'], ['all']],
	);
	const {id, phase, error} = JSON.parse(calls[1]?.input ?? '');
	assert.deepEqual([id, phase, error], ['b', 'failed', 'too dark']);
	const {v, tasks} = JSON.parse(calls[2]?.input ?? '');
	assert.deepEqual([v, tasks.map((task: {id: string}) => task.id)], [1, ['a', 'b']]);
});

test('a task that was over when it was first asked about runs no hook', async () => {
	const {add, say, names, stop} = watchWithHooks();
	add('a');

	await say('a', doneAnswer());
	await stop();

	assert.deepEqual(names(), []);
});

test('nothing is run for tasks and files that were over at the start, nor for those that come back on the list', async () => {
	const watch = watchOf('a', {answer: doneAnswer(), sawEndAt: 1000});
	const listFile = {
		load: () => ({watches: [watch], downloads: [downloadOf('a', savedAs('/results/a.mp4'))], brokenCount: 0}),
		save: () => undefined,
		history: () => [],
		close: () => undefined,
	};
	const {state, clock, names, stop} = watchWithHooks({listFile});

	await clock.advance(5000);
	state().removeWatches(['a' as TaskId]);
	state().undo();
	await clock.advance(5000);
	await stop();

	assert.deepEqual(names(), []);
});

test('with each result saved, all is over only when the files are there too', async () => {
	const {add, say, names, calls, stop} = watchWithHooks({isAutoDownload: true});
	add('a');
	await say('a', running);

	await say('a', doneAnswer());
	await stop();

	assert.deepEqual(names(), ['settled a succeeded', 'saved a succeeded', 'done']);
	assert.match(calls[1]?.variables['TASKWATCH_FILE'] ?? '', /^\/results\/.+\.mp4$/v);
	assert.equal(JSON.parse(calls[1]?.input ?? '').outputs[0].path, calls[1]?.variables['TASKWATCH_FILE']);
});

test('the end of all comes again when more has happened', async () => {
	const {add, say, names, stop} = watchWithHooks({hooks: {done: ['all']}});
	add('a');
	await say('a', running);
	await say('a', doneAnswer());
	add('b');
	await say('b', running);
	const before = names();

	await say('b', failed);
	await stop();

	assert.deepEqual([before, names()], [['done'], ['done', 'done']]);
});

test('while more tasks may come by themselves, the end of all is not yet', async () => {
	let mayMoreCome = true;
	const {add, say, names, runner, state, stop} = watchWithHooks({
		hooks: {done: ['all']},
		isOpenEnded: () => mayMoreCome,
	});
	add('a');
	await say('a', running);
	await say('a', failed);
	const before = names();

	mayMoreCome = false;
	runner.happened([], state());
	await turn();
	await stop();

	assert.deepEqual([before, names()], [[], ['done']]);
});

test('a task of another profile runs the hooks of that one', () => {
	const other = accountWith('kling', {settled: ['other']});
	const {runner, calls, state} = watchWithHooks({others: [other], isStarted: false});
	const ended = watchOf('a', {profile: 'kling', answer: failed, sawEndAt: 1});
	const event: ListEvent = {type: 'phase', watch: ended};

	runner.happened([event], state());
	runner.happened([event], state());

	assert.deepEqual(calls, []);
	return turn().then(() => {
		assert.deepEqual(
			calls.map(({name, command}) => [name, command]),
			[
				['settled', ['other']],
				['done', ['all']],
			],
		);
	});
});

test('two hooks are run at once, and the others wait for their turn', async () => {
	const ends: Array<() => void> = [];
	const {add, say, names, runner, stop} = watchWithHooks({
		hooks: {settled: ['end']},
		runHook: async () => new Promise(resolve => ends.push(() => resolve({output: ''}))),
	});
	add('a', 'b', 'c');
	for (const id of ['a', 'b', 'c']) {
		await say(id, running);
		await say(id, failed);
	}

	const atOnce = names().length;
	ends[0]?.();
	await turn();
	const afterOne = names().length;
	await stop();
	ends[1]?.();
	ends[2]?.();
	await runner.finish(new AbortController().signal);

	assert.deepEqual([atOnce, afterOne, runner.isIdle()], [2, 3, true]);
});

test('a hook that failed is told of, and one that is ended with the program is not', async () => {
	const leaving = new AbortController();
	const {add, say, told, names, runner, stop} = watchWithHooks({
		hooks: {settled: ['end'], done: ['all']},
		runHook: async ({name}, signal) =>
			name === 'settled'
				? {reason: 'exit code 1', output: ''}
				: new Promise(resolve =>
						signal.addEventListener('abort', () => resolve({reason: 'it ended with SIGKILL', output: ''})),
					),
	});
	add('a');
	await say('a', running);
	await say('a', failed);
	await stop();

	const finished = runner.finish(leaving.signal);
	leaving.abort();
	await finished;

	assert.deepEqual(told, ['The hook for settled tasks failed: exit code 1.']);
	assert.deepEqual(names(), ['settled a failed', 'done']);
});
