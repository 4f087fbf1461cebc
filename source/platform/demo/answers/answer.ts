import type {DemoTask, Outcome} from '../demo-task.js';
import type {MediaFile} from '../media/media-file.js';
import type {Moment} from '../moment.js';

export type Json = Readonly<Record<string, unknown>>;

/**
A file that a succeeded task made, and a link to it.
*/
export type Result = {
	readonly url: string;
	readonly file: MediaFile;
};

export type AnswerContext = {
	readonly task: DemoTask;
	readonly moment: Moment;
	/** Empty until the task has succeeded. */
	readonly results: readonly Result[];
};

/**
Says in a service's own words how a task is.
*/
export type AnswerMaker = (context: AnswerContext) => Json;

/**
Pick the word for a stage.
*/
export const stateOf = <T>(
	{task, moment}: Pick<AnswerContext, 'task' | 'moment'>,
	words: Readonly<Record<Exclude<Moment['stage'], 'settled'> | Outcome['type'], T>>,
): T => words[moment.stage === 'settled' ? task.outcome.type : moment.stage];

/**
Why the task failed, once it has.
*/
export const failureOf = ({task, moment}: Pick<AnswerContext, 'task' | 'moment'>) =>
	moment.stage === 'settled' && task.outcome.type === 'failed' ? task.outcome : undefined;

export const epochSeconds = (time: number): number => Math.floor(time / 1000);
