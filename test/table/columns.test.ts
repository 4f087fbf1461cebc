import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {Span} from '../../source/table/cell.js';
import {columns} from '../../source/table/columns.js';
import type {Download} from '../../source/task/download.js';
import type {Phase} from '../../source/task/task.js';
import type {Watch} from '../../source/task/watch.js';
import {answerOf, doneAnswer, noon, someWatch} from '../helpers/watches.js';
import {contextOf} from './row-context.js';

const spanOf = (name: string, watch: Watch, width = 40, downloads: readonly Download[] = []): Span => {
	const column = columns.find(each => each.name === name);
	assert.ok(column);
	return column.cell(watch, contextOf(downloads), width);
};

const textOf = (...parameters: Parameters<typeof spanOf>): string => spanOf(...parameters).text;

for (const [phase, text, tone] of [
	['queued', '○ queued', 'plain'],
	['running', '● running', 'busy'],
	['succeeded', '✓ done', 'good'],
	['failed', '✗ failed', 'bad'],
	['cancelled', '⊘ cancelled', 'faint'],
	['expired', '⊗ expired', 'bad'],
	['unknown', '? unknown', 'trouble'],
] as const satisfies readonly (readonly [Phase, string, string])[]) {
	test(`a task that is ${phase} is shown by sign, word and tone`, () => {
		assert.deepEqual(spanOf('status', someWatch({answer: answerOf({phase})})), {text, tone});
	});

	test(`a task that is ${phase} is shown by its sign alone where there is no room`, () => {
		assert.deepEqual(spanOf('status', someWatch({answer: answerOf({phase})}), 1), {text: text.slice(0, 1), tone});
	});
}

test('the progress of a running task stands beside it, without decimals', () => {
	const texts = [0, 42, 99.9, 100].map(progress => textOf('status', someWatch({answer: answerOf({progress})})));

	assert.deepEqual(texts, ['● running 0%', '● running 42%', '● running 99%', '● running 100%']);
});

test('the progress of a task that does not run is left out', () => {
	const texts = (['queued', 'succeeded', 'failed', 'unknown'] as const).map(phase =>
		textOf('status', someWatch({answer: answerOf({phase, progress: 42})})),
	);

	assert.deepEqual(texts, ['○ queued', '✓ done', '✗ failed', '? unknown']);
});

test('a task without an answer is being asked about', () => {
	assert.deepEqual(spanOf('status', someWatch()), {text: '? asking', tone: 'faint'});
});

test('a task without an answer, where asking failed, says so', () => {
	for (const state of ['auth', 'rate_limited', 'quota', 'gateway', 'bad_response', 'offline'] as const) {
		assert.deepEqual(spanOf('status', someWatch({health: {state}})), {text: '? no answer', tone: 'trouble'});
	}

	assert.deepEqual(spanOf('status', someWatch({health: {state: 'not_found'}})), {text: '? not found', tone: 'trouble'});
});

test('a task that was given up is missing, whatever was known of it', () => {
	assert.deepEqual(spanOf('status', someWatch({isGivenUp: true})), {text: '? missing', tone: 'trouble'});
	assert.deepEqual(spanOf('status', someWatch({isGivenUp: true, answer: answerOf({progress: 4})})), {
		text: '? missing',
		tone: 'trouble',
	});
});

test('a task that was known stays what it was while asking fails', () => {
	const watch = someWatch({answer: answerOf({progress: 7}), health: {state: 'offline', failureCount: 3}});

	assert.deepEqual(spanOf('status', watch), {text: '● running 7%', tone: 'busy'});
});

test('an ID that is too long keeps both ends', () => {
	assert.equal(textOf('name', someWatch(), 24), 'cgt-20250702010712-qm644');
	assert.equal(textOf('name', someWatch(), 16), 'cgt-2025…2-qm644');
});

test('a label stands before the ID, which is left out where it would be too short', () => {
	const watch = someWatch({label: 'red fox'});

	assert.equal(textOf('name', watch, 44), 'red fox  cgt-20250702010712-qm644');
	assert.equal(textOf('name', watch, 16), 'red fox  cgt…644');
	assert.equal(textOf('name', watch, 15), 'red fox  cgt…44');
	assert.equal(textOf('name', watch, 14), 'red fox');
});

test('a label in wide characters leaves the ID as much room as it has', () => {
	assert.equal(textOf('name', someWatch({label: '红色的狐狸'}), 22), '红色的狐狸  cgt-2…m644');
});

test('the model is told, else the shape of the answer', () => {
	assert.deepEqual(spanOf('model', someWatch({answer: answerOf({model: 'sora-2'})})), {text: 'sora-2'});
	assert.deepEqual(spanOf('model', someWatch({answer: answerOf()})), {text: 'ark', tone: 'faint'});
	assert.deepEqual(spanOf('model', someWatch()), {text: '—', tone: 'faint'});
});

test('the size is told in pixels, else by its class', () => {
	const sizes = [
		{width: 1920, height: 1080, resolutionLabel: '1080p'},
		{width: 1920, resolutionLabel: '1080p'},
		{resolutionLabel: '2K'},
	];

	assert.deepEqual(
		sizes.map(size => spanOf('size', someWatch({answer: doneAnswer(size)}))),
		[{text: '1920x1080'}, {text: '1080p'}, {text: '2K'}],
	);
	assert.deepEqual(spanOf('size', someWatch()), {text: '—', tone: 'faint'});
});

test('the elapsed time counts from the creation to the end', () => {
	const createdAt = noon - 161_000;

	assert.equal(textOf('elapsed', someWatch({answer: answerOf({createdAt})})), '2m 41s');
	assert.equal(textOf('elapsed', someWatch({answer: doneAnswer({createdAt, finishedAt: noon - 61_000})})), '1m 40s');
	assert.equal(textOf('elapsed', someWatch({answer: doneAnswer({createdAt}), sawEndAt: noon - 60_000})), '1m 41s');
});

test('an elapsed time that counts from our first sight is marked as approximate', () => {
	const addedAt = noon - 60_000;

	assert.equal(textOf('elapsed', someWatch({addedAt})), '~1m');
	assert.equal(textOf('elapsed', someWatch({addedAt, answer: answerOf({phase: 'queued'})})), '~1m');
});

test('the elapsed time of a task whose end nobody saw is unknown', () => {
	assert.deepEqual(spanOf('elapsed', someWatch({answer: doneAnswer()})), {text: '—', tone: 'faint'});
});

test('the next question is told by when it is due', () => {
	const inSeconds = (seconds: number) => someWatch({health: {nextPollAt: noon + seconds * 1000}});

	assert.deepEqual(spanOf('ask', inSeconds(12)), {text: 'in 12s', tone: 'faint'});
	assert.deepEqual(spanOf('ask', inSeconds(0)), {text: 'now', tone: 'faint'});
	assert.deepEqual(spanOf('ask', someWatch()), {text: 'now', tone: 'faint'});
});

for (const [state, word] of [
	['auth', 'auth'],
	['rate_limited', '429'],
	['not_found', '404'],
	['quota', 'quota'],
	['gateway', 'gateway'],
	['bad_response', 'odd'],
	['offline', 'offline'],
] as const) {
	test(`what was wrong with the last question stands before the time: ${state}`, () => {
		const health = {state, failureCount: 2, message: 'Own words.'};

		assert.deepEqual(spanOf('ask', someWatch({health: {...health, nextPollAt: noon + 59_000}})), {
			text: `${word} 59s`,
			tone: 'trouble',
		});
		assert.deepEqual(spanOf('ask', someWatch({health})), {text: `${word} now`, tone: 'trouble'});
		assert.deepEqual(spanOf('ask', someWatch({answer: doneAnswer(), health})), {text: word, tone: 'trouble'});
	});
}

test('of a task that is finished nothing is asked', () => {
	assert.deepEqual(spanOf('ask', someWatch({answer: doneAnswer()})), {text: '—', tone: 'faint'});
	assert.deepEqual(spanOf('ask', someWatch({isGivenUp: true})), {text: '—', tone: 'faint'});
});

test('a finished task that the user asks about again is due', () => {
	assert.deepEqual(spanOf('ask', someWatch({answer: doneAnswer(), isAskedAgain: true})), {text: 'now', tone: 'faint'});
});

test('each cell of a status or a question fits into its column at its widest', () => {
	const {maxWidth: statusWidth = 0} = columns.find(({name}) => name === 'status') ?? {};
	const {maxWidth: askWidth = 0} = columns.find(({name}) => name === 'ask') ?? {};

	assert.ok('● running 100%'.length <= statusWidth);
	assert.ok('? no answer'.length <= statusWidth);
	assert.ok('offline 59s'.length <= askWidth);
});
