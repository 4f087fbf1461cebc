import type {Problem} from '../task/health.js';
import type {Phase} from '../task/task.js';
import {text} from './fields.js';

/**
What a word of the service says of the task.
*/
export type Status = {
	readonly phase: Phase;
	/** The word itself. Absent where the service gave none. */
	readonly statusText?: string | undefined;
	readonly problem?: Problem | undefined;
};

/**
The words of all services, lower-cased and with underscores. `ready` is not among them: to one service it is the end, to another the beginning.
*/
const wordsByPhase: ReadonlyArray<readonly [Phase, readonly string[]]> = [
	[
		'queued',
		[
			...['preparing', 'queueing', 'queuing', 'queued', 'in_queue', 'pending', 'submitted', 'created', 'waiting'],
			...['staged', 'starting', 'not_start', 'throttled', 'initializing', 'assigned'],
		],
	],
	['running', ['processing', 'running', 'in_progress', 'generating', 'dreaming', 'suspended', 'modal']],
	['succeeded', ['success', 'succeeded', 'succeed', 'completed', 'complete', 'done', 'finished']],
	[
		'failed',
		[
			...['fail', 'failed', 'failure', 'error', 'request_moderated', 'content_moderated'],
			...['create_task_failed', 'generate_mp4_failed'],
		],
	],
	['cancelled', ['cancelled', 'canceled', 'cancel', 'aborted', 'interrupted']],
	['expired', ['expired', 'timeout']],
];

const phases: ReadonlyMap<string, Phase> = new Map(
	wordsByPhase.flatMap(([phase, words]) => words.map(word => [word, phase] as const)),
);

const maxWordLength = 60;

/**
Whether a word, of whatever service, says that the task is done and well. A shape that is known by few fields is then known only with its result, as it may be another one that holds the result elsewhere.
*/
export const isSuccessWord = (word: unknown): boolean => readStatus(word).phase === 'succeeded';

/**
Read a word for the state of a task, however it is spelled. A word that nobody knows gives the phase `unknown` and a problem.
*/
export const readStatus = (word: unknown): Status => {
	const statusText = text(word, maxWordLength);
	if (statusText === undefined) {
		return {phase: 'unknown', problem: {state: 'bad_response', message: 'The service’s answer names no status.'}};
	}

	const phase = phases.get(statusText.toLowerCase().replaceAll(/[- ]/g, '_'));
	if (phase) {
		return {phase, statusText};
	}

	const message = `The service says “${statusText}”, a status that taskwatch does not know.`;
	return {phase: 'unknown', statusText, problem: {state: 'bad_response', message}};
};
