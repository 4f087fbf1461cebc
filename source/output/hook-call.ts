import type {AppState} from '../store/app-store.js';
import type {ListEvent} from '../store/events.js';
import type {CommandWords, HookCall} from '../task/hook.js';
import {phaseOf, type Watch} from '../task/watch.js';
import {type JsonContext, taskJson, tasksDocument} from './task-json.js';

const taskVariables = (watch: Watch) => ({
	TASKWATCH_ID: watch.id,
	TASKWATCH_PHASE: phaseOf(watch),
	TASKWATCH_LABEL: watch.label ?? '',
});

/** A hook for the end of a task. It gets the task as JSON. */
export const settledCall = (command: CommandWords, watch: Watch, context: JsonContext): HookCall => ({
	name: 'settled',
	command,
	variables: {TASKWATCH_EVENT: 'settled', ...taskVariables(watch)},
	input: JSON.stringify(taskJson(watch, context)),
});

/** A hook for a saved file. It gets the task that the file is of as JSON. */
export const savedCall = (
	command: CommandWords,
	{watch, download}: Extract<ListEvent, {readonly type: 'saved' | 'download_failed'}>,
	context: JsonContext,
): HookCall => ({
	name: 'saved',
	command,
	variables: {
		TASKWATCH_EVENT: 'saved',
		...taskVariables(watch),
		TASKWATCH_FILE: download.state.type === 'saved' ? download.state.path : '',
	},
	input: JSON.stringify(taskJson(watch, context)),
});

/** A hook for the end of all. It gets the document of all tasks. */
export const doneCall = (command: CommandWords, {watches}: AppState, context: JsonContext): HookCall => ({
	name: 'done',
	command,
	variables: {TASKWATCH_EVENT: 'done'},
	input: tasksDocument([...watches.values()], context),
});

const subjects: Readonly<Record<HookCall['name'], string>> = {
	settled: 'settled tasks',
	saved: 'saved files',
	done: 'the end of all tasks',
};

/**
What the user is told of a hook that failed.

@param reason - Such as `exit code 1`.
*/
export const hookFailureText = ({name}: HookCall, reason: string): string =>
	`The hook for ${subjects[name]} failed: ${reason}.`;
