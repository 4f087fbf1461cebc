import {UsageError} from '../task/errors.js';
import type {TaskId} from '../task/task.js';
import {type IdInput, readPipedIds} from './id-input.js';
import type {ScriptTasks} from './script-tasks.js';

export type TakeOptions = IdInput & {
	readonly stdin: NodeJS.ReadStream;
	readonly signal: AbortSignal;
	readonly tasks: ScriptTasks;
	/** Called with new tasks as they come. */
	readonly ask: (ids: readonly TaskId[]) => Promise<void>;
};

/**
Take all tasks that a command is given, those on standard input as they come.

Settles when no more will come and all questions are answered.

@throws {UsageError} when standard input holds none, and what goes wrong with a question as soon as it does.
*/
export const takeTasks = async ({named, isPiped, stdin, signal, tasks, ask}: TakeOptions): Promise<void> => {
	const fault = Promise.withResolvers<never>();
	const questions: Promise<void>[] = [];
	const begin = (ids: readonly TaskId[]): void => {
		const question = ask(ids);
		question.catch(fault.reject);
		questions.push(question);
	};

	const take = async (): Promise<void> => {
		begin(tasks.addListed());
		begin(tasks.addNamed(named));
		if (isPiped) {
			await readPipedIds(stdin, signal, found => begin(tasks.addNamed(found)));
			if (!signal.aborted && tasks.namedIds.size === 0) {
				throw new UsageError('There is no task ID in the text from standard input.');
			}
		}

		await Promise.all(questions);
	};

	return Promise.race([take(), fault.promise]);
};
