import assert from 'node:assert/strict';
import {type AskedAnswer, askedAnswers, repliesTo} from '../answers/asked-answers.js';
import {sendAnswer} from '../answers/send-answer.js';
import {makeHome, runProgram} from '../helpers/built-program.js';
import {makeCanary} from '../helpers/canary.js';
import {startFakeService} from '../helpers/fake-service.js';
import type {AnswerFixture} from '../providers/answer-fixture.js';

/** In two parts, as Kling needs it. */
const key = `${makeCanary()}:${makeCanary()}`;

const exitCodes: Readonly<Record<string, number>> = {auth: 4, quota: 4, not_found: 8};

const exitCodeFor = ({expect: {poll_error: problem}}: AnswerFixture): number =>
	problem === undefined ? 0 : (exitCodes[problem] ?? 6);

/** Answers that one run of the program asks for: all of one provider, with the same exit code, and each of a task of its own. */
type Batch = {
	readonly provider: string;
	readonly exitCode: number;
	readonly answers: AskedAnswer[];
};

const toBatches = (answers: readonly AskedAnswer[]): readonly Batch[] => {
	const batches: Batch[] = [];
	for (const answer of answers) {
		const {provider, watch, fixture} = answer;
		const exitCode = exitCodeFor(fixture);
		const open = batches.find(
			batch =>
				batch.provider === provider &&
				batch.exitCode === exitCode &&
				batch.answers.every(other => other.watch !== watch),
		);
		if (open) {
			open.answers.push(answer);
		} else {
			batches.push({provider, exitCode, answers: [answer]});
		}
	}

	return batches;
};

/**
A task as `--json` prints it, unread.
*/
export type PrintedTask = Readonly<Record<string, unknown>>;

/**
What the program printed for one documented answer.
*/
export type PrintedAnswer = AskedAnswer & {
	readonly task: PrintedTask;
	readonly version: unknown;
	/** Of the run, and what it has to be. */
	readonly exitCode: number | null;
	readonly expectedExitCode: number;
};

const runBatch = async ({provider, exitCode, answers}: Batch, baseUrl: string): Promise<readonly PrintedAnswer[]> => {
	await using home = await makeHome();
	const ids = answers.map(({watch}) => watch);
	const outcome = await runProgram({
		home,
		args: ['get', ...ids, '--provider', provider, '--base-url', baseUrl, '--json'],
		env: {TASKWATCH_TOKEN: key},
	});

	assert.equal(outcome.errorOutput, '');
	const {v, tasks} = JSON.parse(outcome.output) as {v: unknown; tasks: readonly PrintedTask[]};
	assert.deepEqual(
		tasks.map(({id}) => id),
		ids,
	);
	return answers.map((answer, index) => ({
		...answer,
		task: tasks[index] ?? {},
		version: v,
		exitCode: outcome.exitCode,
		expectedExitCode: exitCode,
	}));
};

/**
Ask for every documented answer with the built program, two runs at once, at one server that answers each run under a path of its own.
*/
export const printAnswers = async (): Promise<readonly PrintedAnswer[]> => {
	const batches = toBatches(askedAnswers);
	const replies = new Map<string, AnswerFixture>(
		batches.flatMap(({answers}, index) =>
			answers.flatMap(answer =>
				[...repliesTo(answer)].map(([path, fixture]) => [`/run-${index}${path}`, fixture] as const),
			),
		),
	);
	const server = await startFakeService((request, response) => sendAnswer(response, replies.get(request.url ?? '')), {
		isApi: true,
	});
	const waiting = batches.entries();
	const printed: PrintedAnswer[] = [];
	const work = async () => {
		for (const [index, batch] of waiting) {
			printed.push(...(await runBatch(batch, `${server.url}/run-${index}`)));
		}
	};

	try {
		await Promise.all([work(), work()]);
	} finally {
		await server.close();
	}

	return printed;
};
