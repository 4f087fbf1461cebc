import {taskIdsOf} from '../arguments.js';
import type {AccountSettings} from '../config/accounts.js';
import {readPieces} from '../platform/text-input.js';
import type {Program} from '../program.js';
import {UsageError} from '../task/errors.js';
import {createTaskIdStream, type FoundInStream} from '../task/task-id-stream.js';
import type {Named} from './read-ids.js';

/** Where the tasks of a command come from. */
export type IdInput = {
	readonly named: Named;
	/** Whether standard input names tasks too. */
	readonly isPiped: boolean;
};

/**
The tasks that a command is given: those of the arguments, those of a text on standard input where `-` asks for it or nothing else is named.

@throws {UsageError} where there are none, or standard input cannot hold any.
*/
export const idInputOf = (
	command: string,
	words: readonly string[],
	{account: {key}, isAll}: {readonly account: Pick<AccountSettings, 'key'>; readonly isAll: boolean},
	{stdin}: Pick<Program, 'stdin'>,
): IdInput => {
	const others = words.filter(word => word !== '-');
	const isAsked = others.length < words.length;
	const isKeyPiped = key?.type === 'file' && key.path === '-';
	if (isAsked && isKeyPiped) {
		throw new UsageError('Standard input cannot hold both the token and the task IDs: keep the token in a file.');
	}

	const isNothingElseNamed = words.length === 0 && !isAll;
	if ((isAsked && stdin.isTTY) || (isNothingElseNamed && (stdin.isTTY || isKeyPiped))) {
		throw new UsageError(
			`Name task IDs (taskwatch ${command} ID …), pipe a text with IDs in (my-generator | taskwatch ${command} -), or take the watch list (taskwatch ${command} --all).`,
		);
	}

	return {
		named: {ids: taskIdsOf(others, true), text: others.join('\n')},
		isPiped: isAsked || isNothingElseNamed,
	};
};

/**
Read tasks from standard input as they come, until its end or until the signal is aborted.

@throws {UsageError}
*/
export const readPipedIds = async (
	stdin: NodeJS.ReadStream,
	signal: AbortSignal,
	onFound: (found: FoundInStream) => void,
): Promise<void> => {
	const stream = createTaskIdStream();
	const tell = (found: FoundInStream): void => {
		if (found.ids.length > 0) {
			onFound(found);
		}
	};

	for await (const piece of readPieces(stdin, signal)) {
		tell(stream.push(piece));
	}

	if (!signal.aborted) {
		tell(stream.end());
	}
};
