import assert from 'node:assert/strict';
import {test} from 'node:test';
import {answerOf, doneAnswer} from './helpers/watches.js';
import {startSession} from './session-rig.js';

const secondMs = 1000;
const runMs = 104 * secondMs;
const floorMs = 5 * secondMs;
const runCount = 120;

/** The same numbers from 0 to 1 each time. */
const createRandom = () => {
	let state = 7;
	return (): number => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state / 2 ** 32;
	};
};

/** Watch runs of 104 seconds, one beginning every eleven seconds, in a session that has seen as many end as told. */
const watchRuns = async (seenCount: number) => {
	const startedAt = new Map<string, number>();
	const {clock, state, add, stop, diary} = startSession({
		random: createRandom(),
		async askTask(id, _signal, {now}) {
			const createdAt = startedAt.get(id) ?? 0;
			const isDone = now() >= createdAt + runMs;
			return {answer: (isDone ? doneAnswer : answerOf)({model: 'seedance', createdAt})};
		},
	});
	state().restoreTimings(new Map([['ark seedance', Array.from({length: seenCount}, () => runMs)]]));

	for (let run = 0; run < runCount; run++) {
		// What a session learns of its own is not to help the one that knows nothing.
		if (seenCount === 0) {
			state().restoreTimings(new Map());
		}

		startedAt.set(`run-${run}`, clock.now());
		add(`run-${run}`);
		await clock.advance(11 * secondMs);
	}

	await clock.advance(5 * runMs);
	await stop();
	const lateMs = [...state().watches.values()]
		.map(({id, sawEndAt = Number.POSITIVE_INFINITY}) => sawEndAt - (startedAt.get(id) ?? 0) - runMs)
		.toSorted((one, other) => one - other);
	return {
		questionsPerRun: diary.filter(line => line.startsWith('asked ')).length / runCount,
		lateMs: lateMs[Math.ceil(0.95 * runCount) - 1] ?? Number.POSITIVE_INFINITY,
	};
};

test('what was learnt of eight runs shows the end of the next ones sooner, with fewer questions', async context => {
	const without = await watchRuns(0);
	const withEight = await watchRuns(8);

	for (const [name, {questionsPerRun, lateMs}] of Object.entries({
		'without history': without,
		'with history': withEight,
	})) {
		context.diagnostic(
			`${name}: ${questionsPerRun.toFixed(1)} questions a run, its end seen ${(lateMs / secondMs).toFixed(1)} s late at the 95th percentile`,
		);
	}

	assert.ok(withEight.lateMs <= Math.max(floorMs, 0.1 * runMs) + secondMs);
	assert.ok(withEight.lateMs < without.lateMs);
	assert.ok(withEight.questionsPerRun < 0.7 * without.questionsPerRun);
});
